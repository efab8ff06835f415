import type { Picture } from '#components/ui/artwork.tsx'
import type { Locale } from '#i18n/routing.ts'
import { listTitlesForAdmin } from '#server/domains/catalogue/index.ts'
import type { Context } from '#server/platform/context/context.ts'
import { toPicture } from '../pictures.ts'

export type TitleName = { name: string; accent: string | null; poster: Picture | null }

/** Gives names and posters of the titles changed last, by id: lists of encodes and jobs are of those. */
export async function readTitleNames(context: Context, locale: Locale): Promise<Map<string, TitleName>> {
  const { titles } = await listTitlesForAdmin(context, { pageSize: 200 })
  return new Map(
    titles.map((title) => [
      title.id,
      { name: title.title[locale], accent: title.accent, poster: toPicture(title.poster, context.now) },
    ]),
  )
}
