import type { Context } from '../../platform/context/context.ts'
import { getPlaybackManifest, keepVersionUntil } from '../media/index.ts'
import type { PlaybackManifestDto } from '../media/schemas.ts'
import { playableNotFound } from './errors.ts'
import { signManifest, type SignedManifest } from './sign-manifest.ts'

/**
 * Gives signed addresses of an asset's current version, or of the earlier one that a player names and that is still
 * there, and has its files kept until they end. Throws as `getPlaybackManifest` does.
 */
export async function giveAddresses(
  context: Context,
  wanted: { assetId: string; versionId?: string | undefined },
): Promise<{ manifest: PlaybackManifestDto; signed: SignedManifest }> {
  // The earlier version may be collected between the two steps: then it is the current one.
  for (const versionId of [wanted.versionId, undefined]) {
    const manifest = await getPlaybackManifest(context, { assetId: wanted.assetId, versionId })
    const signed = signManifest(manifest, context.now)
    const need = { versionId: manifest.versionId, until: new Date(signed.expiresAt) }
    if (await keepVersionUntil(context, need)) return { manifest, signed }
  }
  throw playableNotFound(wanted.assetId)
}
