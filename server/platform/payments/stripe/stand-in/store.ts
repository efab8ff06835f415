import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { modeless, prefixes, type Kind, type Metadata, type ObjectOf, type StandInObject } from './objects.ts'
import { missing } from './refusal.ts'

/** The answer that a key was given, to which request, and when in seconds. */
export type Replay = { fingerprint: string; at: number; status: number; body: string }
/** What happens when a customer's card is charged. */
export type Card = 'good' | 'declined'

/** What a session sells; Stripe shows it in parts only. */
export type Cart = {
  name: string
  description: string | null
  amount: number
  currency: string
  interval: 'month' | 'year' | null
  trialDays: number
  /** Of the payment intent or the subscription. */
  metadata: Metadata
}

type Saved = {
  objects: StandInObject[]
  replays: [string, Replay][]
  cards: [string, Card][]
  carts: [string, Cart][]
}

/** All that the stand-in knows, kept in a file where one is named. */
export type Store = {
  replays: Map<string, Replay>
  /** By customer. */
  cards: Map<string, Card>
  /** By session. */
  carts: Map<string, Cart>
  add: <K extends Kind>(kind: K, fields: Omit<ObjectOf<K>, 'id' | 'object'>) => ObjectOf<K>
  find: <K extends Kind>(kind: K, id: string | null | undefined) => ObjectOf<K> | undefined
  /** Refuses as Stripe does where there is none. */
  get: <K extends Kind>(kind: K, id: string | null | undefined) => ObjectOf<K>
  /** Whatever its kind. */
  findAny: (id: string) => StandInObject | undefined
  /** Newest first. */
  list: <K extends Kind>(kind: K, isMeant?: (object: ObjectOf<K>) => boolean) => ObjectOf<K>[]
  save: () => void
}

/** Opens what the file holds, or nothing. */
export function openStore(file: string | null): Store {
  const saved: Saved =
    file !== null && existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as Saved)
      : { objects: [], replays: [], cards: [], carts: [] }
  const objects = new Map(saved.objects.map((object) => [object.id, object]))
  const replays = new Map(saved.replays)
  const cards = new Map(saved.cards)
  const carts = new Map(saved.carts)

  function find<K extends Kind>(kind: K, id: string | null | undefined): ObjectOf<K> | undefined {
    const object = objects.get(id ?? '')
    return object?.object === kind ? (object as ObjectOf<K>) : undefined
  }

  return {
    replays,
    cards,
    carts,
    find,
    add(kind, fields) {
      const id = newId(prefixes[kind])
      const mode = modeless.includes(kind) ? {} : { livemode: false }
      const object = { id, object: kind, ...mode, ...fields } as unknown as ObjectOf<typeof kind>
      objects.set(id, object)
      return object
    },
    get(kind, id) {
      const object = find(kind, id)
      if (!object) throw missing(kind, id ?? '')
      return object
    },
    findAny: (id) => objects.get(id),
    list<K extends Kind>(kind: K, isMeant: (object: ObjectOf<K>) => boolean = () => true) {
      const all = [...objects.values()].filter((object): object is ObjectOf<K> => object.object === kind)
      return all.filter(isMeant).toReversed()
    },
    save() {
      if (file === null) return
      const content: Saved = {
        objects: [...objects.values()],
        replays: [...replays],
        cards: [...cards],
        carts: [...carts],
      }
      writeFileSync(`${file}.part`, JSON.stringify(content))
      renameSync(`${file}.part`, file)
    },
  }
}

/** A new id of Stripe's looks. */
export function newId(prefix: string): string {
  return prefix + randomBytes(12).toString('hex')
}
