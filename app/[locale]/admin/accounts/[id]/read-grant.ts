import { z } from 'zod'
import type { GrantEntitlementInput } from '#server/domains/entitlements/schemas.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'

const grantFormSchema = z.object({
  accountId: z.uuid(),
  giftId: z.uuid(),
  titleId: z.uuid().nullable(),
  /** A day of Vietnam's, to its end; null for ever. */
  lastDay: z.iso.date().nullable(),
  note: z.string().max(500),
})
export type GrantForm = z.input<typeof grantFormSchema>

/** Gives what the form of a gift asks to be granted. */
export function readGrant(input: GrantForm): GrantEntitlementInput {
  const { accountId, giftId, titleId, lastDay, note } = parseInput(grantFormSchema, input)
  return {
    accountId,
    scope: titleId === null ? 'catalogue' : 'title',
    titleId,
    reason: 'gift',
    source: `gift:${giftId}`,
    endsAt: lastDay === null ? null : new Date(`${lastDay}T23:59:59+07:00`),
    note: note.trim() === '' ? null : note,
  }
}
