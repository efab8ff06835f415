import type { Refusal } from '#components/playback/refusal/refusal.ts'
import { listPlaybackSessions } from '#server/domains/playback/index.ts'
import { listProfiles } from '#server/domains/profiles/index.ts'
import { ratingLimits } from '#server/domains/profiles/schemas.ts'
import type { Context } from '#server/platform/context/context.ts'
import type { AppError } from '#server/platform/errors/app-error.ts'

const dayMs = 24 * 60 * 60 * 1000

/** Gives why somebody may not watch as the page tells it, with what leads on; null for any other error. */
export async function readRefusal(context: Context, { code, params }: AppError): Promise<Refusal | null> {
  const text = (name: string) => String(params[name] ?? '')
  switch (code) {
    case 'playback.not-entitled':
      return { reason: 'not-entitled' }
    case 'playback.no-longer':
      return { reason: 'no-longer' }
    case 'account.unverified':
      return { reason: 'unverified' }
    case 'playback.region':
      return { reason: 'region', country: text('country'), regions: text('regions').split(',') }
    case 'playback.region-unknown':
      return { reason: 'region-unknown', regions: text('regions').split(',') }
    case 'playback.not-yet': {
      const from = text('from')
      return { reason: 'not-yet', from, days: Math.floor((Date.parse(from) - context.now.getTime()) / dayMs) }
    }
    case 'playback.rating-limit': {
      const rating = text('rating')
      const openers = await findOpeners(context, rating)
      return { reason: 'rating-limit', assetId: text('assetId'), rating, limit: text('limit'), openers }
    }
    case 'playback.too-many-streams':
      return {
        reason: 'too-many-streams',
        limit: Number(params['limit']),
        sessions: await listPlaybackSessions(context),
      }
    default:
      return null
  }
}

/** Whose PIN opens it: profiles of the household that have one and may watch it. */
async function findOpeners(context: Context, rating: string): Promise<{ id: string; name: string }[]> {
  const rank = (code: string) => ratingLimits.findIndex((each) => each === code)
  const profiles = await listProfiles(context)
  return profiles
    .filter((profile) => profile.hasPin && rank(profile.ratingLimit) >= rank(rating))
    .map(({ id, name }) => ({ id, name }))
}
