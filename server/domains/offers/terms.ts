import { z } from 'zod'

/** Words of offers that inputs and DTOs share. */

export const intervals = ['month', 'year'] as const
export type Interval = (typeof intervals)[number]

export const planStatuses = ['draft', 'offered', 'withdrawn'] as const
export type PlanStatus = (typeof planStatuses)[number]

export const titleOfferKinds = ['rental', 'purchase'] as const
export type TitleOfferKind = (typeof titleOfferKinds)[number]

/** What is rented or bought: a title with all its episodes, one season, or titles sold together. */
export const targetSchema = z.object({ kind: z.enum(['title', 'season', 'bundle']), id: z.uuid() })
export type Target = z.infer<typeof targetSchema>

/** How long a rental waits to be begun, in days. */
export const rentalStartDays = 30
/** How long it lasts once it was begun, in hours. */
export const rentalHours = 48
