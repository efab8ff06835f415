import { z } from 'zod'
import { roles } from '../../platform/context/roles.ts'
import { countryCodes } from './country-codes.ts'

/** What an account is made of, each field with its own rules. */

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
export const givenPasswordSchema = z.string().max(5000)

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
