import type { Context } from '../../platform/context/context.ts'
import { getPlaybackManifest, keepVersionUntil } from '../media/index.ts'
import type { PlaybackManifestDto } from '../media/schemas.ts'
import { playableNotFound } from './errors.ts'

/** Each heartbeat has the version that plays kept this much longer: what is watched is never collected. */
export const keepMsWhilePlaying = 15 * 60_000

/**
 * Gives the manifest of an asset's current version, or of the earlier one that a player names and that is still
 * there, and has its files kept until then. Throws as `getPlaybackManifest` does.
 */
export async function holdManifest(
  context: Context,
  wanted: { assetId: string; versionId?: string | undefined },
  until: Date,
): Promise<PlaybackManifestDto> {
  // The earlier version may be collected between the two steps: then it is the current one.
  for (const versionId of [wanted.versionId, undefined]) {
    const manifest = await getPlaybackManifest(context, { assetId: wanted.assetId, versionId })
    if (await keepVersionUntil(context, { versionId: manifest.versionId, until })) return manifest
  }
  throw playableNotFound(wanted.assetId)
}
