import { sessionIdOf, type Actor, type Context, type Role } from '../context/context.ts'
import { roles } from '../context/roles.ts'
import { AppError } from '../errors/app-error.ts'

/** Everything that can be permitted, `noun.verb`; a domain's policy.ts adds rules about single things. */
export const permissions = [
  'account.create',
  'account.lock',
  /** Settings, devices and data of one's own account. */
  'account.own',
  'account.read',
  'account.set-role',
  /** Sessions, profiles and what was watched of other people. */
  'account.read-private',
  'account.end-sessions',
  'audit.read',
  'entitlement.grant',
  'entitlement.read',
  'job.manage',
  'job.read',
  /** Exchange the keys that sign access tokens. */
  'key.rotate',
  'ledger.read',
  'media.read',
  'media.write',
  /** Plans, rentals and purchases with all their prices, drafts too. */
  'offer.read',
  'offer.write',
  /** Payments, subscriptions, transfers and the inbox of other people. */
  'payment.read',
  /** Give money back, end others' subscriptions. */
  'payment.refund',
  /** Say whose a transfer is; replay the inbox; compare books. */
  'payment.settle',
  'playback.stop-any',
  'playback.start',
  'profile.own',
  'title.read-draft',
  'title.write',
  /** Go on with, or give up, an upload that another account began. */
  'upload.any',
] as const

export type Permission = (typeof permissions)[number]

const watching = ['playback.start', 'profile.own'] as const satisfies Permission[]
const everybody = [...watching, 'account.own'] as const satisfies Permission[]
/** All that is left while a child watches. */
const allowedToChildren: ReadonlySet<Permission> = new Set<Permission>(watching)

const granted: Record<Role, ReadonlySet<Permission>> = {
  viewer: new Set<Permission>(everybody),
  support: new Set<Permission>([
    ...everybody,
    'account.read',
    'account.read-private',
    'account.lock',
    'account.end-sessions',
    'audit.read',
    'entitlement.grant',
    'entitlement.read',
    'offer.read',
    'payment.read',
    'playback.stop-any',
  ]),
  editor: new Set<Permission>([
    ...everybody,
    'job.manage',
    'job.read',
    'media.read',
    'media.write',
    'offer.read',
    'title.read-draft',
    'title.write',
  ]),
  finance: new Set<Permission>([
    ...everybody,
    'account.read',
    'audit.read',
    'entitlement.read',
    'ledger.read',
    'offer.read',
    'offer.write',
    'payment.read',
    'payment.refund',
    'payment.settle',
  ]),
  admin: new Set(permissions.filter((permission) => permission !== 'upload.any')),
}

/** Tells whether the actor holds the permission; the system holds all, nobody known holds none. */
export function may(actor: Actor, permission: Permission): boolean {
  switch (actor.kind) {
    case 'system':
      return true
    case 'anonymous':
      return false
    case 'account':
      return granted[actor.role].has(permission) && (!actor.isKids || allowedToChildren.has(permission))
  }
}

/** Gives the roles that hold the permission, for those who are to be told of what waits for them. */
export function rolesThatMay(permission: Permission): Role[] {
  return roles.filter((role) => granted[role].has(permission))
}

/**
 * Lets the verb go on, or throws `unauthenticated` (nobody known) or `forbidden` (known, but not allowed; with the code
 * `auth.kids-profile` where a grown-up's profile of the same account would be).
 */
export function authorize(context: Pick<Context, 'actor'>, permission: Permission): void {
  if (may(context.actor, permission)) return
  const { actor } = context
  if (actor.kind === 'anonymous') throw signInRequired()
  if (actor.kind === 'account' && actor.isKids && granted[actor.role].has(permission)) {
    throw new AppError({
      kind: 'forbidden',
      code: 'auth.kids-profile',
      message: "A child's profile may watch and no more.",
    })
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
  throw signInRequired()
}

/**
 * Gives the session that asks, which its owner can end. Throws `unauthenticated` where there is none: also where a
 * process acts in an account's name.
 */
export function requireSessionId(context: Pick<Context, 'actor'>): string {
  const sessionId = sessionIdOf(context)
  if (sessionId === undefined) throw signInRequired()
  return sessionId
}

/** Nobody is signed in, or no session is known of whoever is. */
export function signInRequired(): AppError {
  return new AppError({ kind: 'unauthenticated', code: 'auth.sign-in-required', message: 'Sign in first.' })
}
