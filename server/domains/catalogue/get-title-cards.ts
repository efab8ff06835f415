import { z } from 'zod'
import { now as presentMoment } from '../../platform/clock/clock.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { inOrder, loadCards } from './card.repository.ts'
import { shownAmong } from './detail.repository.ts'
import { limitedSchema, type LimitedInput, type TitleCardDto } from './schemas.ts'

const inputSchema = limitedSchema.extend({ titleIds: z.array(z.uuid()).max(500) })

/** Gives the cards of these titles in their order, without what viewers don't see now: for lists kept elsewhere. */
export async function getTitleCards(input: { titleIds: string[] } & LimitedInput): Promise<TitleCardDto[]> {
  const { titleIds, ratingLimit } = parseInput(inputSchema, input)
  const db = database()
  const shown = await shownAmong(db, titleIds, { now: presentMoment(), ratingLimit })
  const wanted = titleIds.filter((id) => shown.has(id))
  return inOrder(await loadCards(db, wanted), wanted)
}
