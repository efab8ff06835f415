import { z } from 'zod'
import { now as presentMoment } from '../../platform/clock/clock.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { inOrder, loadCards } from './card.repository.ts'
import { shownAmong } from './detail.repository.ts'
import type { TitleCardDto } from './schemas.ts'

const inputSchema = z.object({ titleIds: z.array(z.uuid()).max(500) })

/** Gives the cards of these titles in their order, without what viewers don't see now: for lists kept elsewhere. */
export async function getTitleCards(input: { titleIds: string[] }): Promise<TitleCardDto[]> {
  const { titleIds } = parseInput(inputSchema, input)
  const db = database()
  const shown = await shownAmong(db, titleIds, presentMoment())
  const wanted = titleIds.filter((id) => shown.has(id))
  return inOrder(await loadCards(db, wanted), wanted)
}
