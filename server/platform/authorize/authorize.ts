import type { Actor, Context, Role } from '../context/context.ts'
import { AppError } from '../errors/app-error.ts'

/** Everything that can be permitted, `noun.verb`; a domain's policy.ts adds rules about single things. */
export const permissions = [
  'account.create',
  'account.read',
  'audit.read',
  'job.manage',
  'job.read',
  'media.read',
  'media.write',
  'playback.start',
  'profile.own',
  'title.read-draft',
  'title.write',
  /** Go on with, or give up, an upload that another account began. */
  'upload.any',
] as const

export type Permission = (typeof permissions)[number]

const granted: Record<Role, ReadonlySet<Permission>> = {
  admin: new Set(permissions.filter((permission) => permission !== 'upload.any')),
  viewer: new Set<Permission>(['playback.start', 'profile.own']),
}

/** Tells whether the actor holds the permission; the system holds all, nobody known holds none. */
export function may(actor: Actor, permission: Permission): boolean {
  switch (actor.kind) {
    case 'system':
      return true
    case 'anonymous':
      return false
    case 'account':
      return granted[actor.role].has(permission)
  }
}

/** Lets the verb go on, or throws `unauthenticated` (nobody known) or `forbidden` (known, but not allowed). */
export function authorize(context: Pick<Context, 'actor'>, permission: Permission): void {
  if (may(context.actor, permission)) return
  if (context.actor.kind === 'anonymous') {
    throw new AppError({ kind: 'unauthenticated', code: 'auth.sign-in-required', message: 'Sign in first.' })
  }
  throw new AppError({
    kind: 'forbidden',
    code: 'auth.forbidden',
    message: `This needs the permission ${permission}.`,
    publicMessage: 'You may not do this.',
  })
}

/** Gives the account's id where the actor is a signed-in account, or throws `unauthenticated`. */
export function requireAccountId(context: Pick<Context, 'actor'>): string {
  if (context.actor.kind === 'account') return context.actor.accountId
  throw new AppError({ kind: 'unauthenticated', code: 'auth.sign-in-required', message: 'Sign in first.' })
}
