import { z } from 'zod'
import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { env } from '../../platform/env/env.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { giveAddresses } from './give-addresses.ts'
import type { OperatorLink } from './schemas.ts'

const schema = z.object({ assetId: z.uuid() })

/**
 * Gives absolute manifest addresses of an asset's current version that open in any player until `expiresAt`, and
 * writes into the audit log who asked. Wants `media.read`; throws as `giveAddresses` does.
 */
export async function createOperatorLink(
  context: Context,
  input: { assetId: string },
): Promise<OperatorLink> {
  authorize(context, 'media.read')
  const { assetId } = parseInput(schema, input)
  const { manifest, signed } = await giveAddresses(context, { assetId })
  const absolute = (path: string) => new URL(path, env().MARQUEE_PUBLIC_URL).href
  const detail = { versionId: manifest.versionId, expiresAt: signed.expiresAt }
  await inTransaction((tx) =>
    recordAudit(tx, context, 'playback.link-created', { type: 'asset', id: assetId, detail }),
  )
  return {
    hls: absolute(signed.hls),
    dash: signed.dash === null ? null : absolute(signed.dash),
    expiresAt: signed.expiresAt,
  }
}
