import { z } from 'zod'
import {
  countrySchema,
  displayNameSchema,
  emailSchema,
  givenPasswordSchema,
  localeSchema,
  passwordSchema,
  roleSchema,
} from './account-field.schemas.ts'
import { callerSchema } from './caller.schemas.ts'

/** How accounts come to be and change, and what is told of one. */

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

export const setUpSchema = z.object({
  code: z.string().max(100),
  email: emailSchema,
  password: passwordSchema,
  displayName: displayNameSchema,
  locale: localeSchema.default('vi'),
  caller: callerSchema,
})
export type SetUpInput = z.input<typeof setUpSchema>

export const updateAccountSchema = z.object({
  displayName: displayNameSchema.optional(),
  /** Of mails. */
  locale: localeSchema.optional(),
  country: countrySchema.nullable().optional(),
})
export type UpdateAccountInput = z.input<typeof updateAccountSchema>

export const changePasswordSchema = z.object({
  oldPassword: givenPasswordSchema,
  password: passwordSchema,
})
export type ChangePasswordInput = z.input<typeof changePasswordSchema>

export const changeEmailSchema = z.object({
  email: emailSchema,
  password: givenPasswordSchema,
})
export type ChangeEmailInput = z.input<typeof changeEmailSchema>

export const getAccountSchema = z.object({ id: z.uuid() })

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
