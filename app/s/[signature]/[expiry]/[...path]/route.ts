import { readSignedPath } from '#server/domains/playback/index.ts'
import { signedPathSchema } from '#server/domains/playback/schemas.ts'
import { mediaRoutes } from '#server/http/deliver-media.ts'

type Params = { signature: string; expiry: string; path: string[] }

/** Pictures and trailers, which anybody may see. */
export const { GET, HEAD, OPTIONS } = mediaRoutes<Params>(
  { address: '/s/{signature}/{expiry}/{path}', params: signedPathSchema, what: 'a signed file' },
  (_request, { signature, expiry, path }) => readSignedPath({ signature, expiry, segments: path }),
)
