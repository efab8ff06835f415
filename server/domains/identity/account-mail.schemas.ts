import { z } from 'zod'
import { emailSchema, givenPasswordSchema, localeSchema, passwordSchema } from './account-field.schemas.ts'
import { callerSchema } from './caller.schemas.ts'

/** Mails about an account, and what is done with the links that they carry. */

/** Names an address that mail shall go to, if there is an account. */
export const requestMailSchema = z.object({
  email: emailSchema,
  locale: localeSchema.default('vi'),
})
export type RequestMailInput = z.input<typeof requestMailSchema>

/** What a mail's link carries behind its `#`. */
export const linkTokenSchema = z.string().trim().max(200)

/** A link proves who reads an address; one of the passwords, that the account behind it is that reader's own. */
export const openLinkSchema = z.object({
  token: linkTokenSchema,
  password: givenPasswordSchema.optional(),
  newPassword: passwordSchema.optional(),
  caller: callerSchema,
})
export type OpenLinkInput = z.input<typeof openLinkSchema>
/** The same as programs send it. */
export const apiVerificationSchema = openLinkSchema.omit({ caller: true })

export const resetPasswordSchema = z.object({
  token: linkTokenSchema,
  password: passwordSchema,
  caller: callerSchema,
})
export type ResetPasswordInput = z.input<typeof resetPasswordSchema>

export const confirmEmailSchema = openLinkSchema.omit({ newPassword: true })
export type ConfirmEmailInput = z.input<typeof confirmEmailSchema>

/** Every mail about an account; `mail.json` has its words. */
export const accountMails = [
  'verify',
  'known-address',
  'sign-in',
  'reset-password',
  'password-changed',
  'confirm-address',
  'address-changed',
  'address-replaced',
  'closing',
  'erased',
  'new-device',
] as const
export type AccountMail = (typeof accountMails)[number]

export const accountMailSchema = z.object({
  mail: z.enum(accountMails),
  accountId: z.uuid(),
  /** The link's, for mails with one; also of the two that tell of a changed address. */
  tokenId: z.uuid().optional(),
  /** Of `new-device`. */
  sessionId: z.uuid().optional(),
})
export type AccountMailInput = z.input<typeof accountMailSchema>

/** All that a mail about an account says. */
export type AccountMailDto = {
  /** Where it goes: not always the account's own address. */
  to: string
  displayName: string
  email: string
  locale: z.infer<typeof localeSchema>
  /** What the link carries; null for mails without one. */
  token: string | null
  /** The address that was or shall be changed to. */
  newEmail: string | null
  /** ISO 8601, UTC. */
  erasesAt: string | null
  /** Where and with what somebody signed in, and when (ISO 8601, UTC). */
  device: {
    browser: string | null
    system: string | null
    address: string
    country: string | null
    at: string
  } | null
}
