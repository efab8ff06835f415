import { randomUUID } from 'node:crypto'
import { now } from '../clock/clock.ts'
import { log, type Log } from '../log/log.ts'
import type { Role } from './roles.ts'

export type { Role }

/** Whoever asks: a signed-in account, a process of ours, or nobody known. */
export type Actor =
  | {
      kind: 'account'
      accountId: string
      role: Role
      /** The sign-in that asks; none where a process acts in an account's name. */
      sessionId?: string
      /** Who of the household is watching, as far as they have said. */
      profileId?: string
      /** That is a child's profile: it may watch and no more, whatever the account's role. */
      isKids?: true
      /** ISO 3166-1 alpha-2 of where the request comes from, told by the trusted gateway, else of the account. */
      country?: string
    }
  | { kind: 'system'; name: string }
  | { kind: 'anonymous' }

/** What every verb is given first. */
export type Context = {
  actor: Actor
  log: Log
  /** One moment for the whole verb, so that its rows agree. */
  now: Date
  requestId: string
}

/** Makes the context of one request, job or command. */
export function createContext(actor: Actor, requestId: string = randomUUID()): Context {
  return { actor, requestId, now: now(), log: log().child({ requestId, actor: describeActor(actor) }) }
}

/** Makes the context of a process of ours, `system('worker')`: it may do everything, and the audit log names it. */
export function systemContext(name: string): Context {
  return createContext({ kind: 'system', name })
}

/** Gives the session that asks; none where nobody is signed in, or a process acts in an account's name. */
export function sessionIdOf({ actor }: Pick<Context, 'actor'>): string | undefined {
  return actor.kind === 'account' ? actor.sessionId : undefined
}

/** Names the actor in a log line or an audit entry. */
export function describeActor(actor: Actor): string {
  switch (actor.kind) {
    case 'account':
      return `account:${actor.accountId}`
    case 'system':
      return `system:${actor.name}`
    case 'anonymous':
      return 'anonymous'
  }
}
