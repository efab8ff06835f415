import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { refreshPagesSoon } from './refresh-pages.ts'
import {
  ensureCountriesSchema,
  ensureGenresSchema,
  type EnsureCountriesInput,
  type EnsureGenresInput,
  type VocabularyDto,
} from './schemas.ts'
import { allCountries, allGenres, upsertCountries, upsertGenres } from './title.repository.ts'

/** Adds the genres that are missing and gives all these their labels. */
export async function ensureGenres(context: Context, input: EnsureGenresInput): Promise<void> {
  authorize(context, 'title.write')
  const { genres } = parseInput(ensureGenresSchema, input)
  await inTransaction(async (tx) => {
    await upsertGenres(tx, genres)
    await recordAudit(tx, context, 'genre.ensure', {
      type: 'genre',
      id: 'all',
      detail: { keys: genres.map((genre) => genre.key) },
    })
  })
  await refreshPagesSoon(context, [])
}

/** Adds the countries that are missing and gives all these their labels. */
export async function ensureCountries(context: Context, input: EnsureCountriesInput): Promise<void> {
  authorize(context, 'title.write')
  const { countries } = parseInput(ensureCountriesSchema, input)
  await inTransaction(async (tx) => {
    await upsertCountries(tx, countries)
    await recordAudit(tx, context, 'country.ensure', {
      type: 'country',
      id: 'all',
      detail: { codes: countries.map((country) => country.code) },
    })
  })
}

/** Gives all genres and countries that a title may name, for forms and filters. */
export async function listVocabulary(): Promise<VocabularyDto> {
  const [genres, countries] = await Promise.all([allGenres(), allCountries()])
  return { genres, countries }
}
