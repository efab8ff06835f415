import { z } from 'zod'
import {
  ratingCodeSchema,
  titleKindSchema,
  type AdminTitleDto,
  type LocalizedText,
} from '#server/domains/catalogue/schemas.ts'

export const noRating = 'none'

/** The fields of a title as typed; messages are keys of `admin.create`. */
export const titleFormSchema = z.object({
  kind: titleKindSchema,
  titleVi: z.string().trim().min(1, 'titleMissing').max(200, 'titleLong'),
  titleEn: z.string().trim().max(200, 'titleLong'),
  taglineVi: z.string().trim().max(300, 'textLong'),
  taglineEn: z.string().trim().max(300, 'textLong'),
  synopsisVi: z.string().trim().max(4000, 'textLong'),
  synopsisEn: z.string().trim().max(4000, 'textLong'),
  year: z
    .string()
    .trim()
    .refine(
      (year) => year === '' || (/^\d{4}$/u.test(year) && Number(year) >= 1888 && Number(year) <= 2200),
      'yearWrong',
    ),
  rating: z.union([ratingCodeSchema, z.literal(noRating)]),
  reasonVi: z.string().trim().max(300, 'textLong'),
  reasonEn: z.string().trim().max(300, 'textLong'),
  genres: z.array(z.string()).max(10),
})
export type TitleForm = z.infer<typeof titleFormSchema>

export const emptyTitleForm: TitleForm = {
  kind: 'film',
  titleVi: '',
  titleEn: '',
  taglineVi: '',
  taglineEn: '',
  synopsisVi: '',
  synopsisEn: '',
  year: '',
  rating: noRating,
  reasonVi: '',
  reasonEn: '',
  genres: [],
}

/** Gives the form of a title as it is kept; English that only repeats the Vietnamese is left blank. */
export function toTitleForm(title: AdminTitleDto): TitleForm {
  const english = (text: LocalizedText | null) => (text && text.en !== text.vi ? text.en : '')
  return {
    kind: title.kind,
    titleVi: title.title.vi,
    titleEn: english(title.title),
    taglineVi: title.tagline?.vi ?? '',
    taglineEn: english(title.tagline),
    synopsisVi: title.synopsis?.vi ?? '',
    synopsisEn: english(title.synopsis),
    year: title.year === null ? '' : String(title.year),
    rating: title.ratingCode ?? noRating,
    reasonVi: title.ratingReason?.vi ?? '',
    reasonEn: english(title.ratingReason),
    genres: title.genres.map((genre) => genre.key),
  }
}

/** Gives what the catalogue's verbs take; a text without its Vietnamese is none. */
export function toTitleInput(form: TitleForm) {
  const localized = (vi: string, en: string) => (vi.trim() === '' ? null : { vi: vi.trim(), en: en.trim() })
  return {
    title: { vi: form.titleVi.trim(), en: form.titleEn.trim() },
    tagline: localized(form.taglineVi, form.taglineEn),
    synopsis: localized(form.synopsisVi, form.synopsisEn),
    year: form.year.trim() === '' ? null : Number(form.year),
    ratingCode: form.rating === noRating ? null : form.rating,
    ratingReason: localized(form.reasonVi, form.reasonEn),
    genres: form.genres,
  }
}

/** Gives only what was changed, so that saving over somebody's newer save leaves their other changes alone. */
export function changedInput(before: TitleForm, after: TitleForm): Partial<ReturnType<typeof toTitleInput>> {
  const kept = toTitleInput(before)
  return Object.fromEntries(
    Object.entries(toTitleInput(after)).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(kept[name as keyof typeof kept]),
    ),
  )
}
