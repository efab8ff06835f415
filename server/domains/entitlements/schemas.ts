import { z } from 'zod'

/** Shapes of what an account may watch: safe in the browser. */

export const entitlementScopes = ['catalogue', 'title'] as const
export const watchableKinds = ['film', 'series', 'course'] as const
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
    /** Of a title in seasons: this one alone; null: all of it. */
    seasonNumber: z.int().min(0).nullable().default(null),
    /** Of the catalogue: these kinds alone; null: all of it. */
    kinds: z.array(z.enum(watchableKinds)).min(1).nullable().default(null),
    reason: z.enum(entitlementReasons),
    /** Names what grants, `gift:{id}`: the same source grants an account once. */
    source: words(200),
    startsAt: z.date().optional(),
    /** Null: for ever. */
    endsAt: z.date().nullable().default(null),
    /** Null: as many as the house allows. */
    maxStreams: z.int().min(1).max(100).nullable().default(null),
    /** Lines of the tallest picture; null: no limit. */
    maxHeight: z.int().min(1).nullable().default(null),
    /** How long it lasts from the first watching on, which must come before its end; null: to its end. */
    playHours: z.int().min(1).max(8784).nullable().default(null),
    note: words(500).nullable().default(null),
  })
  .refine(({ scope, titleId }) => (scope === 'title') === (titleId !== null), {
    path: ['titleId'],
    message: 'A right to one title names it, one to the catalogue names none.',
  })
  .refine(({ titleId, seasonNumber }) => titleId !== null || seasonNumber === null, {
    path: ['seasonNumber'],
    message: 'A season is one of a title.',
  })
  .refine(({ scope, kinds }) => scope === 'catalogue' || kinds === null, {
    path: ['kinds'],
    message: 'Kinds are parts of the catalogue.',
  })
  .refine(({ startsAt, endsAt }) => !startsAt || !endsAt || endsAt > startsAt, {
    path: ['endsAt'],
    message: 'It must end after it starts.',
  })
export type GrantEntitlementInput = z.input<typeof grantEntitlementSchema>

export const revokeEntitlementSchema = z.object({ id: z.uuid(), reason: words(500) })
export const accountIdSchema = z.object({ accountId: z.uuid() })
export const findRightSchema = z.object({
  accountId: z.uuid(),
  titleId: z.uuid(),
  /** What the title is: a right may open some kinds alone. */
  kind: z.enum(watchableKinds).optional(),
  /** Whether plans open the title: what is only rented or sold, a subscription leaves shut. */
  inPlans: z.boolean().default(true),
  /** The season that is watched, where it is one: a right may open one alone. */
  seasonNumber: z.int().nullable().default(null),
})
export type FindRightInput = z.input<typeof findRightSchema>
/** What a title's page asks of all its seasons at once. */
export const recallRightsSchema = findRightSchema
  .omit({ seasonNumber: true })
  .extend({ seasonNumbers: z.array(z.int()).max(1000) })
export type RecallRightsInput = z.input<typeof recallRightsSchema>
export const startRentalSchema = z.object({ entitlementId: z.uuid() })

export const entitlementDtoSchema = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  scope: z.enum(entitlementScopes),
  titleId: z.uuid().nullable(),
  seasonNumber: z.int().nullable(),
  kinds: z.array(z.enum(watchableKinds)).nullable(),
  reason: z.enum(entitlementReasons),
  source: z.string(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime().nullable(),
  maxStreams: z.int().nullable(),
  maxHeight: z.int().nullable(),
  /** How long it lasts from the first watching on. */
  playHours: z.int().nullable(),
  playStartedAt: z.iso.datetime().nullable(),
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
  /** Lines of the tallest picture that any of them allows; null: no limit. */
  maxHeight: number | null
  /** It is a rental that nobody has started: `startRental` before it plays. */
  startsByWatching: boolean
  /** How long it lasts from then on; null for what has begun, and for what watching does not use up. */
  hoursOnceStarted: number | null
}

/** Rights to a whole title, and to single seasons of it: what opens the whole opens each. */
export type TitleRights = { whole: Right | null; seasons: { seasonNumber: number; right: Right }[] }
