import { beforeAll, describe, expect, it, vi } from 'vitest'
import { may, type Permission } from '../platform/authorize/authorize.ts'
import { createContext, type Actor } from '../platform/context/context.ts'
import { roles } from '../platform/context/roles.ts'
import { liveRoomSchema, type LiveRoom } from '../platform/live/schemas.ts'
import { allGateways } from './gateways.ts'
import type { FromClient } from './live-socket.ts'

/** Whom each kind of room lets in: holders of a permission, or whoever the room is named after. */
const roomAccess: Readonly<Record<string, { own: string } | Permission>> = {
  'admin:jobs': 'job.read',
  'session:{sessionId}': { own: 'sessionId' },
  'account:{accountId}': { own: 'accountId' },
}

/** What a page may send at all, and who decides whether it is heard; a new event without a row is no program. */
const eventAccess = {
  join: 'the gateway of the room, at most 60 times in ten seconds',
  leave: 'nobody: one leaves only for oneself',
} as const satisfies Record<keyof FromClient, string>

const own = {
  accountId: '01a1fcde-d351-7165-99cc-061a615a6b76',
  sessionId: '01a1fcde-0000-7165-99cc-061a615a6b76',
}
const foreign = '01a1fcde-ffff-7165-99cc-061a615a6b76'

const everybody: { name: string; actor: Actor }[] = [
  // Whoever is locked or whose session has ended gets no ticket and is nobody.
  { name: 'nobody', actor: { kind: 'anonymous' } },
  ...roles.map((role) => ({ name: role, actor: { kind: 'account' as const, role, ...own } })),
  {
    name: 'a child on an admin’s account',
    actor: { kind: 'account', role: 'admin', isKids: true, ...own },
  },
]

beforeAll(() => {
  for (const name of ['DATABASE_URL', 'MONGODB_URL', 'REDIS_QUEUE_URL', 'REDIS_CACHE_URL', 'STORAGE_URL'])
    vi.stubEnv(name, 'unused://')
  for (const name of ['AUTH_SECRET', 'SIGNING_SECRET']) vi.stubEnv(name, 'x'.repeat(32))
  vi.stubEnv('LOG_LEVEL', 'silent')
})

async function answer(pattern: string, id: string, actor: Actor): Promise<string> {
  const room = liveRoomSchema.parse(pattern.replace(/\{\w+\}/, id)) satisfies LiveRoom
  const gateway = allGateways().find((each) => each.owns(room))
  try {
    await gateway?.authorize(createContext(actor), room)
    return 'joined'
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe.each(allGateways())('room $room', ({ room }) => {
  const access = roomAccess[room]

  it('has its row', () => expect(access, 'add it to roomAccess').toBeDefined())

  it.each(everybody)('$name', async ({ actor }) => {
    if (access === undefined) return
    if (typeof access === 'string') {
      const isKids = actor.kind === 'account' && actor.isKids
      const known = isKids ? 'auth.kids-profile' : 'auth.forbidden'
      const refusal = actor.kind === 'anonymous' ? 'auth.sign-in-required' : known
      expect(await answer(room, '', actor)).toBe(may(actor, access) ? 'joined' : refusal)
      return
    }
    const mine = actor.kind === 'account' ? own[access.own as keyof typeof own] : foreign
    const isKnown = actor.kind === 'account'
    expect((await answer(room, mine, actor)) === 'joined').toBe(isKnown)
    expect(await answer(room, foreign, actor)).toMatch(/^(auth\.|live\.no-such-room)/)
  })
})

it('pages send nothing else', () => {
  expect(Object.keys(eventAccess)).toEqual(['join', 'leave'])
})
