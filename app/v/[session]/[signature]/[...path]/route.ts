import {
  isGoodPlayToken,
  isManifest,
  isPlaying,
  limitManifest,
  pathRefused,
  readPlayAddress,
} from '#server/domains/playback/index.ts'
import { sessionPathSchema } from '#server/domains/playback/schemas.ts'
import { cookieOf } from '#server/http/caller.ts'
import { mediaRoutes } from '#server/http/deliver-media.ts'
import { playCookie } from '#server/http/play-cookie.ts'

type Params = { session: string; signature: string; path: string[] }

/** No file changes under its name; a browser may keep what it has read of a film for an evening. */
const keptSeconds = 6 * 60 * 60

/** A film for the player of one playback session: at once with the cookie of its last heartbeat, else while it lives. */
export const { GET, HEAD, OPTIONS } = mediaRoutes<Params>(
  {
    address: '/v/{session}/{signature}/{path}',
    params: sessionPathSchema,
    what: 'a file of what a playback session plays',
  },
  async (request, { session, signature, path }) => {
    const { key, lines } = readPlayAddress('session', { ownerId: session, signature, segments: path })
    const token = cookieOf(request.headers.get('cookie'), playCookie())
    if (!isGoodPlayToken(session, token) && !(await isPlaying(session))) throw pathRefused()
    const object = { key, secondsLeft: keptSeconds, isPrivate: true }
    if (lines === null || !isManifest(key)) return object
    return { ...object, rewrite: (text: string) => limitManifest(text, lines) }
  },
)
