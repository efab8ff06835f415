import { browseTitles } from '#server/domains/catalogue/index.ts'
import {
  listedTitlesSchema,
  listTitlesSchema,
  type ListedTitlesDto,
  type TitleCardDto,
} from '#server/domains/catalogue/schemas.ts'
import { signMediaPath } from '#server/domains/playback/index.ts'
import { getOwnProfile } from '#server/domains/profiles/index.ts'
import { personalJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'

/** What a program shows a viewer to choose from: the limit is the profile's, whatever the query says. */
export const GET = route(
  {
    summary:
      'Lists the published titles within the limit of the profile that watches, freshest first, and the genres to narrow them to.',
    access: 'profile.own',
    budget: 'api',
    query: listTitlesSchema,
    answers: { 200: listedTitlesSchema },
  },
  async (request, context) => {
    const wanted = parseInput(listTitlesSchema, Object.fromEntries(new URL(request.url).searchParams))
    const { ratingLimit } = await getOwnProfile(context)
    const { titles, genres } = await browseTitles({ ...wanted, ratingLimit })
    return personalJson({ titles: titles.map(toListed), genres } satisfies ListedTitlesDto)
  },
)

function toListed(card: TitleCardDto): ListedTitlesDto['titles'][number] {
  const { id, slug, kind, title, year, ratingCode: rating, genres, playable, artwork } = card
  const poster = artwork.poster?.variants.at(-1)
  return {
    id,
    slug,
    kind,
    title,
    year,
    rating,
    genres,
    playable: playable !== null,
    poster: poster ? signMediaPath(poster.key, { lifetime: 'artwork' }) : null,
  }
}
