import { z } from 'zod'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { now } from '../../platform/clock/clock.ts'
import { getPlayable } from '../catalogue/index.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { getPlaybackManifest } from '../media/index.ts'
import type { TrailerDto } from './schemas.ts'
import { signManifest } from './sign-manifest.ts'

const schema = z.object({ slug: z.string().min(1).max(120) })

/** Gives the trailer of a published title, which anybody may see. Throws `playable.not-found` where there is none. */
export async function authoriseTrailer(input: { slug: string }): Promise<TrailerDto> {
  const { slug } = parseInput(schema, input)
  const target = await getPlayable({ slug, role: 'trailer' })
  if (!target.published) throw notFound('title', slug)
  const manifest = await getPlaybackManifest({ assetId: target.playable.assetId })
  const { hls, expiresAt } = signManifest(manifest, now())
  return { hls, expiresAt, durationMs: manifest.durationMs }
}
