import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import { inTransaction, type Transaction } from '../../platform/postgres/postgres.ts'
import { loadAdminTitle } from './admin-title.repository.ts'
import { genreUnknown, slugTaken } from './errors.ts'
import { titleChangedEvent } from './events.ts'
import { createTitleSchema, type AdminTitleDto, type CreateTitleInput } from './schemas.ts'
import { refuseBackwards } from './update-title.ts'
import { searchTextOf, slugFrom } from './slug.ts'
import {
  insertTitle,
  replaceGenres,
  unknownGenres,
  type NewTitle,
  type TitleRow,
} from './title.repository.ts'

const addressesTried = 50

/**
 * Makes a draft. Its address comes from the Vietnamese title, numbered when taken; a given one that is taken
 * is refused with `title.slug-taken`, a genre that is not there with `genre.unknown`.
 */
export async function createTitle(context: Context, input: CreateTitleInput): Promise<AdminTitleDto> {
  authorize(context, 'title.write')
  const { genres, slug, ...fields } = parseInput(createTitleSchema, input)
  refuseBackwards(fields)
  return inTransaction(async (tx) => {
    const [unknown] = await unknownGenres(tx, genres)
    if (unknown !== undefined) throw genreUnknown(unknown)
    const title = await insertWithAddress(tx, slug, {
      ...fields,
      searchText: searchTextOf(fields),
      createdAt: context.now,
      updatedAt: context.now,
    })
    await replaceGenres(tx, title.id, genres)
    await recordEvent(tx, context, titleChangedEvent, {
      titleId: title.id,
      slugs: [title.slug],
      visible: false,
    })
    await recordAudit(tx, context, 'title.create', {
      type: 'title',
      id: title.id,
      detail: { slug: title.slug, kind: title.kind },
    })
    return loadAdminTitle(tx, title.id)
  })
}

async function insertWithAddress(
  tx: Transaction,
  slug: string | undefined,
  title: Omit<NewTitle, 'slug'>,
): Promise<TitleRow> {
  const base = slug ?? (slugFrom(title.title.vi) || slugFrom(title.title.en) || title.kind)
  const addresses = slug ? [slug] : numbered(base)
  for (const address of addresses) {
    const row = await insertTitle(tx, { ...title, slug: address })
    if (row) return row
  }
  throw slugTaken(base)
}

function numbered(base: string): string[] {
  return [base, ...Array.from({ length: addressesTried - 1 }, (_, index) => `${base}-${index + 2}`)]
}
