import { z } from 'zod'
import { listAccountsSchema, type ListAccountsInput } from '#server/domains/identity/schemas.ts'
import { one, type SearchParams } from '../search-params.ts'

/** The list's filters as its address carries them; a part that makes no sense is as if it were absent. */
export const accountsQuerySchema = z
  .object({
    q: z.string(),
    role: z.string(),
    state: z.string(),
    sort: z.string(),
    direction: z.string(),
    page: z.string(),
  })
  .partial()

/** Reads the list's filters from the address; a part that makes no sense is as if it were absent. */
export function readAccountsQuery(search: SearchParams): ListAccountsInput {
  const { shape } = listAccountsSchema
  return {
    text: one(search.q)?.slice(0, 200),
    role: shape.role.safeParse(one(search.role)).data,
    state: shape.state.safeParse(one(search.state)).data,
    sort: shape.sort.safeParse(one(search.sort)).data,
    direction: shape.direction.safeParse(one(search.direction)).data,
    page: shape.page.safeParse(Number(one(search.page) ?? 1)).data,
  }
}
