import { publishedKeysRoute } from '#server/http/published-keys.ts'

/** The public keys of access tokens. */
export const GET = publishedKeysRoute
