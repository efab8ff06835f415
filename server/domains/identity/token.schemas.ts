import { z } from 'zod'
import { accountDtoSchema } from './account.schemas.ts'
import { callerSchema } from './caller.schemas.ts'
import { signInSchema } from './session.schemas.ts'

/** Tokens that programs sign in with, and the keys that these are signed by. */

/** What a program signs in with; `device_id` is what an earlier answer gave it, so that its device is known again. */
export const apiSignInSchema = z.object({
  email: signInSchema.shape.email,
  password: signInSchema.shape.password,
  device_id: z
    .string()
    .regex(/^[\w-]{16,100}$/)
    .optional(),
})

export const signInForTokensSchema = apiSignInSchema.extend({ caller: callerSchema })
export type SignInForTokensInput = z.input<typeof signInForTokensSchema>

export const refreshSchema = z.object({ refresh_token: z.string().min(1).max(200) })
export type RefreshInput = z.input<typeof refreshSchema>

/** RFC 6749, 5.1: how tokens are handed out. */
export const accessTokenSchema = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  /** Seconds. */
  expires_in: z.int(),
})
export type AccessTokenDto = z.infer<typeof accessTokenSchema>

export const tokensSchema = accessTokenSchema.extend({ refresh_token: z.string() })
export type TokensDto = z.infer<typeof tokensSchema>

export const apiSignedInSchema = tokensSchema.extend({ device_id: z.string(), user: accountDtoSchema })
export type ApiSignedInDto = z.infer<typeof apiSignedInSchema>

export const issueAccessTokenSchema = z.object({ profileId: z.uuid().nullable() })
export type IssueAccessTokenInput = z.input<typeof issueAccessTokenSchema>

/** RFC 7517. */
export const publishedKeysSchema = z.object({ keys: z.array(z.record(z.string(), z.unknown())) })
export type PublishedKeysDto = z.infer<typeof publishedKeysSchema>

export const rotateSigningKeysSchema = z.object({
  when: z.enum(['now', 'due']).default('now'),
  atOnce: z.boolean().default(false),
})
export type RotateSigningKeysInput = z.input<typeof rotateSigningKeysSchema>
