import type { Actor } from '../../platform/context/context.ts'

/** An account may always read itself. */
export function isOwnAccount(actor: Actor, accountId: string): boolean {
  return actor.kind === 'account' && actor.accountId === accountId
}
