import { z } from 'zod'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { inOrder, loadCards } from './card.repository.ts'
import { publishedAmong } from './detail.repository.ts'
import type { TitleCardDto } from './schemas.ts'

const inputSchema = z.object({ titleIds: z.array(z.uuid()).max(500) })

/** Gives the cards of these titles in their order, without what is not published: for lists kept elsewhere. */
export async function getTitleCards(input: { titleIds: string[] }): Promise<TitleCardDto[]> {
  const { titleIds } = parseInput(inputSchema, input)
  const db = database()
  const published = await publishedAmong(db, titleIds)
  const wanted = titleIds.filter((id) => published.has(id))
  return inOrder(await loadCards(db, wanted), wanted)
}
