import { z } from 'zod'
import { emailSchema, roleSchema } from './account-field.schemas.ts'
import type { AccountDto } from './account.schemas.ts'
import type { SessionDto } from './session.schemas.ts'

/** Accounts as staff sees and changes them. */

export const accountStates = ['active', 'unverified', 'locked', 'closing'] as const
export type AccountState = (typeof accountStates)[number]

export const listAccountsSchema = z.object({
  /** Words that the name or the address must hold, marks and case aside. */
  text: z.string().trim().max(200).default(''),
  role: roleSchema.optional(),
  state: z.enum(accountStates).optional(),
  sort: z.enum(['email', 'name', 'created', 'used']).default('email'),
  direction: z.enum(['asc', 'desc']).default('asc'),
  page: z.int().positive().max(100_000).default(1),
  pageSize: z.int().min(1).max(200).default(50),
})
export type ListAccountsInput = z.input<typeof listAccountsSchema>

/** An account as staff sees it. Times are ISO 8601, UTC. */
export type PersonDto = AccountDto & {
  /** The first that holds of: locked, closing (waits to be erased), unverified, active. */
  state: AccountState
  emailVerifiedAt: string | null
  lockedAt: string | null
  /** For staff alone. */
  lockReason: string | null
  /** When any of its sessions was last used, to the minute. */
  lastUsedAt: string | null
}

export type AccountListDto = { accounts: PersonDto[]; total: number; page: number; pageSize: number }

const reasonSchema = z.string().trim().normalize('NFC').min(1).max(500)

export const lockAccountSchema = z.object({ accountId: z.uuid(), reason: reasonSchema })
export type LockAccountInput = z.input<typeof lockAccountSchema>

export const accountIdSchema = z.object({ accountId: z.uuid() })

export const setRoleSchema = z.union([
  z.object({ accountId: z.uuid(), role: roleSchema }),
  z.object({ email: emailSchema, role: roleSchema }),
])
export type SetRoleInput = z.input<typeof setRoleSchema>

export const endSessionsOfSchema = z.object({
  accountId: z.uuid(),
  /** One of its sessions; all of them where none is named. */
  sessionId: z.uuid().optional(),
})
export type EndSessionsOfInput = z.input<typeof endSessionsOfSchema>

/** Somebody's open session as staff sees it. */
export type StaffSessionDto = Omit<SessionDto, 'isCurrent'> & { address: string }
