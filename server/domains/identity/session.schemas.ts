import { z } from 'zod'
import { givenPasswordSchema, type roleSchema } from './account-field.schemas.ts'
import type { AccountDto } from './account.schemas.ts'
import { callerSchema, deviceSchema } from './caller.schemas.ts'

/** Signing in, and the sessions that come of it. */

export const signInMethods = ['password', 'mail-link', 'set-up'] as const
export type SignInMethod = (typeof signInMethods)[number]

export const sessionKindSchema = z.enum(['browser', 'api'])

/** Lenient on purpose: whatever is typed gets the same answer as a wrong password. */
export const signInSchema = z.object({
  email: z
    .string()
    .max(500)
    .transform((value) => value.normalize('NFKC').trim().toLowerCase()),
  password: givenPasswordSchema,
  caller: callerSchema,
  kind: sessionKindSchema.default('browser'),
})
export type SignInInput = z.input<typeof signInSchema>

export const confirmPasswordSchema = z.object({ password: givenPasswordSchema })

export type SignedInDto = { account: AccountDto; sessionId: string }

export const profileChoiceSchema = z.object({ profileId: z.uuid() })
export type ProfileChoice = z.infer<typeof profileChoiceSchema>

export const endSessionSchema = z.object({ sessionId: z.uuid() })

/** A session that has not ended, as every request meets it. */
export type LiveSession = {
  sessionId: string
  accountId: string
  role: z.infer<typeof roleSchema>
  /** ISO 3166-1 alpha-2 of the account. */
  country: string | null
  kind: z.infer<typeof sessionKindSchema>
  /** Who of the household was chosen to watch in it; null while nobody was. */
  profileId: string | null
  /** ISO 8601, UTC. */
  expiresAt: string
}

export const sessionDtoSchema = z.object({
  id: z.uuid(),
  kind: sessionKindSchema,
  device: deviceSchema,
  /** ISO 3166-1 alpha-2 of where it was opened, as far as the gateway tells. */
  country: z.string().nullable(),
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime(),
  isCurrent: z.boolean(),
})
export type SessionDto = z.infer<typeof sessionDtoSchema>

export const sessionEndReasons = [
  'signed-out',
  'ended-by-owner',
  'ended-by-staff',
  'password-changed',
  'locked',
  'token-reused',
  'erased',
] as const
export type SessionEndReason = (typeof sessionEndReasons)[number]

/** Why a session is over: somebody ended it, or nobody used it any more. */
export type SessionOver = SessionEndReason | 'expired'
