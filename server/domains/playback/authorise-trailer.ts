import { z } from 'zod'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { systemContext } from '../../platform/context/context.ts'
import { getPlayable } from '../catalogue/index.ts'
import { ratingLimits } from '../profiles/schemas.ts'
import { windowReason } from './check-availability.ts'
import { allowsRating } from './check-rating.ts'
import { playableNotFound } from './errors.ts'
import { holdManifest } from './hold-manifest.ts'
import type { TrailerDto } from './schemas.ts'
import { signedUntil, signMediaPath } from './signed-path.ts'

const schema = z.object({
  slug: z.string().min(1).max(120),
  ratingLimit: z.enum(ratingLimits).nullish(),
})

/**
 * Gives the trailer of a title that is shown now, to anybody whom it is shown to: visitors, and profiles within their
 * limit of ratings. Throws `playable.not-found` where there is none.
 */
export async function authoriseTrailer(input: z.input<typeof schema>): Promise<TrailerDto> {
  const { slug, ratingLimit } = parseInput(schema, input)
  // Nobody need be signed in for a trailer, and media asks who plays: here the house itself does.
  const context = systemContext('trailer')
  const target = await getPlayable({ slug, role: 'trailer' })
  if (!target.published || windowReason(target.availability, context.now)) throw playableNotFound(slug)
  if (ratingLimit && !allowsRating(ratingLimit, target.title.ratingCode)) throw playableNotFound(slug)
  const lifetime = { lifetime: 'playback', now: context.now } as const
  const until = signedUntil('playback', context.now)
  const manifest = await holdManifest(context, { assetId: target.playable.assetId }, until)
  return {
    hls: signMediaPath(`${manifest.storagePrefix}${manifest.hls}`, lifetime),
    expiresAt: until.toISOString(),
    durationMs: manifest.durationMs,
  }
}
