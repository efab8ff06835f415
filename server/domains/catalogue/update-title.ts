import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { isUniqueViolation, type Transaction } from '../../platform/postgres/postgres.ts'
import { loadAdminTitle } from './admin-title.repository.ts'
import { changeTitle } from './change-title.ts'
import { genreUnknown, notPublishable, slugTaken, titleChanged, windowBackwards } from './errors.ts'
import { ratingBlocker } from './policy.ts'
import { updateTitleSchema, type AdminTitleDto, type UpdateTitleInput } from './schemas.ts'
import { searchTextOf } from './slug.ts'
import {
  findTitleBySlug,
  replaceGenres,
  unknownGenres,
  type NewTitle,
  type TitleRow,
} from './title.repository.ts'

/**
 * Changes the fields that are given. `version` is the one the form was opened with: an older one is refused
 * with `title.changed`. A published title must keep a rating under which it may be shown.
 */
export async function updateTitle(context: Context, input: UpdateTitleInput): Promise<AdminTitleDto> {
  authorize(context, 'title.write')
  const { titleId, version, genres, ...fields } = parseInput(updateTitleSchema, input)
  try {
    return await changeTitle(context, { titleId, action: 'title.update' }, async (tx, title) => {
      if (title.version !== version) throw titleChanged()
      const wanted = { ...title, ...definedOnly(fields) }
      refuseUnshowable(wanted)
      refuseBackwards(wanted)
      await refuseTakenSlug(tx, title, wanted.slug)
      if (genres) await changeGenres(tx, titleId, genres)
      return {
        set: { ...definedOnly(fields), searchText: searchTextOf(wanted), version: version + 1 },
        detail: { fields: Object.keys(definedOnly({ ...fields, genres })) },
        result: () => loadAdminTitle(tx, titleId),
      }
    })
  } catch (error) {
    if (isUniqueViolation(error, 'titles_slug_unique')) throw slugTaken(fields.slug ?? '')
    throw error
  }
}

function definedOnly<Fields extends object>(fields: Fields): Partial<Fields> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Partial<Fields>
}

function refuseUnshowable(title: Pick<TitleRow, 'status' | 'ratingCode'>): void {
  const blocker = ratingBlocker(title.ratingCode)
  if (title.status === 'published' && blocker) throw notPublishable(blocker)
}

export function refuseBackwards({
  availableFrom,
  availableUntil,
}: Pick<NewTitle, 'availableFrom' | 'availableUntil'>) {
  if (availableFrom && availableUntil && availableUntil <= availableFrom) throw windowBackwards()
}

async function refuseTakenSlug(tx: Transaction, title: TitleRow, slug: string): Promise<void> {
  if (slug === title.slug) return
  if (await findTitleBySlug(tx, slug)) throw slugTaken(slug)
}

async function changeGenres(tx: Transaction, titleId: string, genres: string[]): Promise<void> {
  const [unknown] = await unknownGenres(tx, genres)
  if (unknown !== undefined) throw genreUnknown(unknown)
  await replaceGenres(tx, titleId, genres)
}
