import { z } from 'zod'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { findAdminTitles } from './admin-title.repository.ts'
import type { AdminTitleRowDto } from './schemas.ts'

const inputSchema = z.object({
  text: z.string().trim().max(200),
  limit: z.int().min(1).max(50).default(8),
})

/** Gives the published titles whose names hold these words, marks and case aside, the newest first. */
export async function findTitles(
  input: z.input<typeof inputSchema>,
): Promise<Pick<AdminTitleRowDto, 'id' | 'title' | 'kind' | 'year'>[]> {
  const { text, limit } = parseInput(inputSchema, input)
  const { titles } = await findAdminTitles(database(), {
    text,
    status: 'published',
    sort: 'published',
    direction: 'desc',
    page: 1,
    pageSize: limit,
  })
  return titles.map(({ id, title, kind, year }) => ({ id, title, kind, year }))
}
