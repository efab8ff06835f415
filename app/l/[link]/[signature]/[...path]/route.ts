import { linkSecondsLeft, pathRefused, readPlayAddress } from '#server/domains/playback/index.ts'
import { linkPathSchema } from '#server/domains/playback/schemas.ts'
import { mediaRoutes } from '#server/http/deliver-media.ts'

type Params = { link: string; signature: string; path: string[] }

/** A film by an operator's link, for players without cookies, until the link ends or is taken back. */
export const { GET, HEAD, OPTIONS } = mediaRoutes<Params>(
  { address: '/l/{link}/{signature}/{path}', params: linkPathSchema, what: 'a file that a link opens' },
  async (_request, { link, signature, path }) => {
    const { key } = readPlayAddress('link', { ownerId: link, signature, segments: path })
    const secondsLeft = await linkSecondsLeft(link)
    if (secondsLeft <= 0) throw pathRefused()
    return { key, secondsLeft, isPrivate: true }
  },
)
