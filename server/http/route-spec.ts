import type { z } from 'zod'
import type { Permission } from '../platform/authorize/authorize.ts'
import { AppError } from '../platform/errors/app-error.ts'
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
  /** For a GET that does more than read (opens a session, leaves a trace): pages of other sites may not send it. */
  hasEffect?: true
  /** The address in the document, `/api/uploads/{uploadId}`, where the file's own stands for several. */
  address?: string
  /** The header in which a service that calls us shows its secret. */
  secretHeader?: string
  /** The same schemas that the verb parses with. */
  params?: z.ZodType
  query?: z.ZodType
  /** JSON; for anything else its media type. */
  body?: z.ZodType | { mediaType: string }
  /** Header fields that a protocol besides ours wants. */
  headers?: z.ZodType
  /** Whom it turns away, 401 and 403, where that is not what `access` says: of what checks its caller by itself. */
  refuses?: readonly (401 | 403)[]
  /** By status: the JSON answered, the media type of anything else, or null for no body. Problems are added by themselves. */
  answers: Readonly<Partial<Record<number, z.ZodType | { mediaType: string } | null>>>
}

const json = /^application\/(?:[\w.-]+\+)?json$/

/** Refuses as `input.wrong-type` a body that says to be another kind than the spec wants; one without a kind too. */
export function checkMediaType(spec: Pick<RouteSpec, 'body'>, request: Request): void {
  const { body } = spec
  if (body === undefined) return
  const given = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if ('mediaType' in body ? matches(body.mediaType, given) : json.test(given)) return
  throw new AppError({
    kind: 'wrong-media-type',
    code: 'input.wrong-type',
    message: `The body must be ${'mediaType' in body ? body.mediaType : 'application/json'}.`,
  })
}

/** `image/*` is any picture. */
function matches(wanted: string, given: string): boolean {
  return wanted.endsWith('*') ? given.startsWith(wanted.slice(0, -1)) : given === wanted
}
