import { z } from 'zod'

/** Shapes of what an account may watch: safe in the browser. */

export const entitlementScopes = ['catalogue', 'title'] as const
export const entitlementReasons = ['staff', 'gift', 'subscription', 'rental', 'purchase'] as const

/** Streams at once where no right says otherwise. */
export const houseStreams = 2

const words = (longest: number) => z.string().trim().normalize('NFC').min(1).max(longest)

export const grantEntitlementSchema = z
  .object({
    accountId: z.uuid(),
    /** `catalogue` opens everything, `title` one title with all its episodes. */
    scope: z.enum(entitlementScopes),
    titleId: z.uuid().nullable().default(null),
    reason: z.enum(entitlementReasons),
    /** Names what grants, `gift:{id}`: the same source grants an account once. */
    source: words(200),
    startsAt: z.date().optional(),
    /** Null: for ever. */
    endsAt: z.date().nullable().default(null),
    /** Null: as many as the house allows. */
    maxStreams: z.int().min(1).max(100).nullable().default(null),
    note: words(500).nullable().default(null),
  })
  .refine(({ scope, titleId }) => (scope === 'title') === (titleId !== null), {
    path: ['titleId'],
    message: 'A right to one title names it, one to the catalogue names none.',
  })
  .refine(({ startsAt, endsAt }) => !startsAt || !endsAt || endsAt > startsAt, {
    path: ['endsAt'],
    message: 'It must end after it starts.',
  })
export type GrantEntitlementInput = z.input<typeof grantEntitlementSchema>

export const revokeEntitlementSchema = z.object({ id: z.uuid(), reason: words(500) })
export const accountIdSchema = z.object({ accountId: z.uuid() })
export const findRightSchema = z.object({ accountId: z.uuid(), titleId: z.uuid() })

export const entitlementDtoSchema = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  scope: z.enum(entitlementScopes),
  titleId: z.uuid().nullable(),
  reason: z.enum(entitlementReasons),
  source: z.string(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime().nullable(),
  maxStreams: z.int().nullable(),
  note: z.string().nullable(),
  grantedBy: z.string(),
  createdAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
  revokeReason: z.string().nullable(),
})
export type EntitlementDto = z.infer<typeof entitlementDtoSchema>

/** The best living right of an account to a title. */
export type Right = {
  entitlementId: string
  scope: EntitlementDto['scope']
  reason: EntitlementDto['reason']
  /** ISO 8601, UTC; null: for ever. */
  endsAt: string | null
  /** The most that any of the living rights to the title allows. */
  maxStreams: number
}
