import { z } from 'zod'
import { roles } from '../../platform/context/roles.ts'
import { countryCodes } from './country-codes.ts'

export { countryCodes }

/** Shapes of accounts that travel: safe in the browser. */

export const roleSchema = z.enum(roles)
export const localeSchema = z.enum(['vi', 'en'])

export const minimumPasswordLength = 8

/**
 * An address as it is kept: NFKC (so that full-width and joined letters become the plain ones), lower case. Letters of
 * other scripts are refused, for many look like Latin ones; a domain of such letters is written as `xn--…`.
 */
export const emailSchema = z
  .string()
  .max(500)
  .transform((value) => value.normalize('NFKC').trim().toLowerCase())
  .refine((value) => /^[ -~]*$/.test(value), { params: { code: 'account.email-letters' }, abort: true })
  .pipe(z.email().max(254))

/** Composed (NFC). Long ones are welcome, but hashing one must not become a way to tire the server. */
export const passwordSchema = z
  .string()
  .max(2000)
  .transform((value) => value.normalize('NFC'))
  .pipe(z.string().min(minimumPasswordLength).max(512))

/** What is typed to show again that it is oneself: whatever it is, it is only compared. */
const givenPasswordSchema = z.string().max(5000)

export const displayNameSchema = z
  .string()
  .max(500)
  .transform((value) =>
    value
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .trim(),
  )
  .pipe(z.string().min(1).max(80))

export const countrySchema = z
  .string()
  .refine((value) => (countryCodes as readonly string[]).includes(value), { message: 'No such country.' })

export const createAccountSchema = z.object({
  email: emailSchema,
  password: passwordSchema,
  role: roleSchema,
  /** The part of the address before the @ where nothing is given. */
  displayName: displayNameSchema.optional(),
  locale: localeSchema.default('vi'),
  avatar: z.string().max(200).nullable().default(null),
})
export type CreateAccountInput = z.input<typeof createAccountSchema>

/** Who calls, as the transport saw it: what sessions are told apart by and limits count. */
export const callerSchema = z.object({
  address: z.string().min(1).max(100),
  /** ISO 3166-1 alpha-2, from the trusted gateway. */
  country: z.string().length(2).nullable(),
  userAgent: z.string().max(512),
  /** The random id that a device keeps in a cookie of its own. */
  deviceId: z.string().max(100).nullable(),
})
export type Caller = z.infer<typeof callerSchema>

export const signInMethods = ['password', 'mail-link', 'set-up'] as const
export type SignInMethod = (typeof signInMethods)[number]

export const sessionKindSchema = z.enum(['browser', 'api'])

/** Lenient on purpose: whatever is typed gets the same answer as a wrong password. */
export const signInSchema = z.object({
  email: z
    .string()
    .max(500)
    .transform((value) => value.normalize('NFKC').trim().toLowerCase()),
  password: z.string().max(5000),
  caller: callerSchema,
  kind: sessionKindSchema.default('browser'),
})
export type SignInInput = z.input<typeof signInSchema>

export const confirmPasswordSchema = z.object({ password: givenPasswordSchema })

export const registerAccountSchema = z.object({
  email: emailSchema,
  password: passwordSchema,
  displayName: displayNameSchema,
  locale: localeSchema.default('vi'),
  caller: callerSchema,
})
/** The same as programs send it. */
export const apiRegistrationSchema = registerAccountSchema.omit({ caller: true })
export type RegisterAccountInput = z.input<typeof registerAccountSchema>

/** Names an address that mail shall go to, if there is an account. */
export const requestMailSchema = z.object({
  email: emailSchema,
  locale: localeSchema.default('vi'),
})
export type RequestMailInput = z.input<typeof requestMailSchema>

/** What a mail's link carries behind its `#`. */
export const linkTokenSchema = z.string().trim().max(200)

export const openLinkSchema = z.object({ token: linkTokenSchema, caller: callerSchema })
export type OpenLinkInput = z.input<typeof openLinkSchema>

export const resetPasswordSchema = z.object({
  token: linkTokenSchema,
  password: passwordSchema,
  caller: callerSchema,
})
export type ResetPasswordInput = z.input<typeof resetPasswordSchema>

export const changePasswordSchema = z.object({
  oldPassword: givenPasswordSchema,
  password: passwordSchema,
})
export type ChangePasswordInput = z.input<typeof changePasswordSchema>

export const changeEmailSchema = z.object({
  email: emailSchema,
  password: givenPasswordSchema,
})
export const confirmEmailSchema = z.object({ token: linkTokenSchema })
export type ChangeEmailInput = z.input<typeof changeEmailSchema>

export const updateAccountSchema = z.object({
  displayName: displayNameSchema.optional(),
  /** Of mails. */
  locale: localeSchema.optional(),
  country: countrySchema.nullable().optional(),
})
export type UpdateAccountInput = z.input<typeof updateAccountSchema>

export const setRoleSchema = z.union([
  z.object({ accountId: z.uuid(), role: roleSchema }),
  z.object({ email: emailSchema, role: roleSchema }),
])
export type SetRoleInput = z.input<typeof setRoleSchema>

export const setUpSchema = z.object({
  code: z.string().max(100),
  email: emailSchema,
  password: passwordSchema,
  displayName: displayNameSchema,
  locale: localeSchema.default('vi'),
  caller: callerSchema,
})
export type SetUpInput = z.input<typeof setUpSchema>

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

export const endSessionSchema = z.object({ sessionId: z.uuid() })

/** A session that has not ended, as every request meets it. */
export type LiveSession = {
  sessionId: string
  accountId: string
  role: z.infer<typeof roleSchema>
  /** ISO 3166-1 alpha-2 of the account. */
  country: string | null
  kind: z.infer<typeof sessionKindSchema>
  /** ISO 8601, UTC. */
  expiresAt: string
}

export const getAccountSchema = z.object({ id: z.uuid() })

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

export const accountDtoSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  displayName: z.string(),
  role: roleSchema,
  locale: localeSchema,
  avatar: z.string().nullable(),
  /** Whether its address has been proved; without that nothing plays. */
  isVerified: z.boolean(),
  hasPassword: z.boolean(),
  /** ISO 3166-1 alpha-2. */
  country: z.string().nullable(),
  /** When it will be erased unless it is kept. */
  erasesAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
})
export type AccountDto = z.infer<typeof accountDtoSchema>

/** What a page is told of whoever is signed in. */
export const whoAmISchema = z.object({
  account: accountDtoSchema
    .pick({ id: true, email: true, displayName: true, role: true, locale: true, avatar: true })
    .nullable(),
})

/** Identity's part of what is kept about a person, as they may take it with them. */
export type AccountExport = {
  account: AccountDto & { emailVerifiedAt: string | null; lockedAt: string | null }
  sessions: {
    id: string
    kind: z.infer<typeof sessionKindSchema>
    methods: string[]
    userAgent: string
    address: string
    country: string | null
    createdAt: string
    lastUsedAt: string
    endedAt: string | null
    endReason: string | null
  }[]
  audit: { at: string; actor: string; action: string; detail: Record<string, unknown> }[]
}

export type SignedInDto = { account: AccountDto; sessionId: string }

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

export const endSessionsOfSchema = z.object({
  accountId: z.uuid(),
  /** One of its sessions; all of them where none is named. */
  sessionId: z.uuid().optional(),
})
export type EndSessionsOfInput = z.input<typeof endSessionsOfSchema>

/** Somebody's open session as staff sees it. */
export type StaffSessionDto = Omit<SessionDto, 'isCurrent'> & { address: string }

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

export const deviceKinds = ['phone', 'tablet', 'computer', 'tv', 'program'] as const

/** A device as it tells itself by its user agent; names are brands, the same in every language. */
export const deviceSchema = z.object({
  kind: z.enum(deviceKinds),
  browser: z.string().nullable(),
  system: z.string().nullable(),
})
export type DeviceDto = z.infer<typeof deviceSchema>

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
