import { z } from 'zod'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { systemContext } from '../../platform/context/context.ts'
import { getPlayable } from '../catalogue/index.ts'
import { playableNotFound } from './errors.ts'
import { giveAddresses } from './give-addresses.ts'
import type { TrailerDto } from './schemas.ts'

const schema = z.object({ slug: z.string().min(1).max(120) })

/** Gives the trailer of a published title, which anybody may see. Throws `playable.not-found` where there is none. */
export async function authoriseTrailer(input: { slug: string }): Promise<TrailerDto> {
  const { slug } = parseInput(schema, input)
  // Nobody need be signed in for a trailer, and media asks who plays: here the house itself does.
  const context = systemContext('trailer')
  const target = await getPlayable({ slug, role: 'trailer' })
  if (!target.published) throw playableNotFound(slug)
  const { manifest, signed } = await giveAddresses(context, { assetId: target.playable.assetId })
  return { hls: signed.hls, expiresAt: signed.expiresAt, durationMs: manifest.durationMs }
}
