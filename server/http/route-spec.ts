import type { z } from 'zod'
import type { Permission } from '../platform/authorize/authorize.ts'
import type { BudgetName } from '../platform/limits/budgets.ts'

/**
 * What a route handler promises: the OpenAPI document is made of it, its budget is counted before the handler runs, and
 * the table of roles is made of `access`. The verb behind it still parses and authorises by itself.
 */
export type RouteSpec = {
  /** One English sentence, for developers. */
  summary: string
  /** Whom the verb lets in: anybody, whoever is signed in, or holders of the permission. */
  access: 'public' | 'signed-in' | Permission
  budget: BudgetName
  /** The same schemas that the verb parses with. */
  params?: z.ZodType
  query?: z.ZodType
  /** JSON; for anything else its media type. */
  body?: z.ZodType | { mediaType: string }
  /** By status: the JSON answered, the media type of anything else, or null for no body. Problems are added by themselves. */
  answers: Readonly<Partial<Record<number, z.ZodType | { mediaType: string } | null>>>
}
