import { connection } from 'next/server'
import { listPublishedKeys } from '../domains/identity/index.ts'
import { publishedKeysSchema } from '../domains/identity/schemas.ts'
import { plainRoute } from './route.ts'

/** A key is published ten minutes before it signs, so a copy may be kept for five. */
const keptSeconds = 300

/** Answers the public keys of access tokens (RFC 7517), at each address where they are looked for. */
export const publishedKeysRoute = plainRoute(
  {
    summary: 'Gives the public keys that access tokens are verified with, as a JSON Web Key Set.',
    access: 'public',
    refuses: [],
    budget: 'api',
    answers: { 200: publishedKeysSchema },
  },
  async () => {
    await connection()
    return Response.json(await listPublishedKeys(), {
      headers: { 'cache-control': `public, max-age=${keptSeconds}`, 'access-control-allow-origin': '*' },
    })
  },
)
