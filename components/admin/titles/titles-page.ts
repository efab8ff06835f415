import type { GenreOption } from './genre-option.ts'
import type { TitleRow } from './title-row.ts'

/** One page of the content table, in the reader's language. */
export type TitlesPage = {
  rows: TitleRow[]
  total: number
  page: number
  pageSize: number
  /** Of the whole catalogue. */
  allCount: number
  busyCount: number
  genres: GenreOption[]
  nowIso: string
}
