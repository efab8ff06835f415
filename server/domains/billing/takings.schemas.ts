import { z } from 'zod'
import { currencies } from '../../platform/money/money.ts'
import { providerNameSchema } from './payment.schemas.ts'

export const getTakingsSchema = z.object({ days: z.int().min(1).max(366).default(30) })

/** Money of one currency that came and went: what is on hand at providers and banks, and how that changed. */
export const takingsSchema = z.object({
  currency: z.enum(currencies),
  /** Net since the month began in the house's time zone. */
  monthMinor: z.int(),
  /** Net of the same span of the month before, to the same time of day. */
  monthBeforeMinor: z.int(),
  /** One for each day, without gaps, to today; who moved nothing that day is left out. */
  days: z.array(
    z.object({
      day: z.iso.date(),
      moved: z.array(z.object({ provider: providerNameSchema, inMinor: z.int(), outMinor: z.int() })),
    }),
  ),
})
export type Takings = z.infer<typeof takingsSchema>
