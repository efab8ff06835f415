import { z } from 'zod'
import { browseTitlesSchema } from './inputs.ts'
import { ratingCodeSchema, titleKindSchema } from './terms.ts'

/** What programs are told of the published titles. */

const localizedSchema = z.object({ vi: z.string(), en: z.string() })
const genreSchema = z.object({ key: z.string(), label: localizedSchema })

/** The limit is that of the profile that watches, never the caller's to name. */
export const listTitlesSchema = browseTitlesSchema.pick({ kind: true, genre: true })

export const listedTitleSchema = z.object({
  id: z.uuid(),
  /** Names it in addresses, and to `GET /api/stream/{movie_id}`. */
  slug: z.string(),
  kind: titleKindSchema,
  title: localizedSchema,
  year: z.int().nullable(),
  rating: ratingCodeSchema.nullable(),
  genres: z.array(genreSchema),
  /** Whether any of it can be played yet. */
  playable: z.boolean(),
  /** Signed, good for two weeks at least; null where it has no poster. */
  poster: z.string().nullable(),
})
export const listedTitlesSchema = z.object({
  titles: z.array(listedTitleSchema),
  genres: z.array(genreSchema.extend({ count: z.int() })),
})
export type ListedTitlesDto = z.infer<typeof listedTitlesSchema>
