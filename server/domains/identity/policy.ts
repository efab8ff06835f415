import { may } from '../../platform/authorize/authorize.ts'
import type { Actor, Context } from '../../platform/context/context.ts'
import { AppError } from '../../platform/errors/app-error.ts'
import type { AccountRow } from './account.repository.ts'

/** An account may always read itself. */
export function isOwnAccount(actor: Actor, accountId: string): boolean {
  return actor.kind === 'account' && actor.accountId === accountId
}

/** Of the house's own people only who may set roles changes or reads anything. */
export function mayActUpon(actor: Actor, person: Pick<AccountRow, 'role'>): boolean {
  return person.role === 'viewer' || may(actor, 'account.set-role')
}

/** For what only a process of ours does, on a person's word given before. */
export function requireSystem(context: Pick<Context, 'actor'>): void {
  if (context.actor.kind === 'system') return
  throw new AppError({
    kind: context.actor.kind === 'anonymous' ? 'unauthenticated' : 'forbidden',
    code: context.actor.kind === 'anonymous' ? 'auth.sign-in-required' : 'auth.forbidden',
    message: 'Only a process of ours does this.',
    publicMessage: 'You may not do this.',
  })
}

/** The same context in the name of whoever has just proved to be this account. */
export function actingAs(context: Context, account: Pick<AccountRow, 'id' | 'role'>): Context {
  return { ...context, actor: { kind: 'account', accountId: account.id, role: account.role } }
}
