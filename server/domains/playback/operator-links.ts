import { z } from 'zod'
import { recordAudit } from '../../platform/audit/record-audit.ts'
import { authorize } from '../../platform/authorize/authorize.ts'
import { now as presentMoment } from '../../platform/clock/clock.ts'
import { BriefMemory } from '../../platform/concurrency/brief-memory.ts'
import { describeActor, type Context } from '../../platform/context/context.ts'
import { env } from '../../platform/env/env.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { inTransaction } from '../../platform/postgres/postgres.ts'
import { holdManifest } from './hold-manifest.ts'
import {
  findOperatorLink,
  findOperatorLinks,
  insertOperatorLink,
  markLinkRevoked,
  type OperatorLinkRow,
} from './operator-link.repository.ts'
import { signPlayAddress } from './play-address.ts'
import {
  createOperatorLinkSchema,
  type CreateOperatorLink,
  type OperatorLink,
  type OperatorLinkDto,
} from './schemas.ts'

const idSchema = z.object({ id: z.uuid() })
const hourMs = 60 * 60 * 1000
const mostListed = 200
/** A link that was taken back is believed in for this long at most, in each process. */
const believedMs = 2000
const mostKept = 1000
const believed = new BriefMemory<OperatorLinkRow | null>({ keptMs: believedMs, most: mostKept })

/**
 * Gives absolute manifest addresses of an asset's current version that open in any player, without a cookie, until
 * `expiresAt` (12 hours unless `hours` says otherwise) or until they are revoked; the audit log keeps who asked. Wants
 * `media.read`; throws as `getPlaybackManifest` does.
 */
export async function createOperatorLink(context: Context, input: CreateOperatorLink): Promise<OperatorLink> {
  authorize(context, 'media.read')
  const { assetId, hours } = parseInput(createOperatorLinkSchema, input)
  const expiresAt = new Date(context.now.getTime() + hours * hourMs)
  const manifest = await holdManifest(context, { assetId }, expiresAt)
  const { versionId, storagePrefix } = manifest
  const { id } = await inTransaction(async (tx) => {
    const createdBy = describeActor(context.actor)
    const link = { assetId, versionId, createdBy, createdAt: context.now, expiresAt }
    const row = await insertOperatorLink(tx, link)
    await recordAudit(tx, context, 'playback.link-created', {
      type: 'asset',
      id: assetId,
      detail: { linkId: row.id, versionId, expiresAt: expiresAt.toISOString() },
    })
    return row
  })
  const absolute = (path: string) =>
    new URL(signPlayAddress('link', id, `${storagePrefix}${path}`), env().MARQUEE_PUBLIC_URL).href
  return {
    id,
    hls: absolute(manifest.hls),
    dash: manifest.dash === null ? null : absolute(manifest.dash),
    expiresAt: expiresAt.toISOString(),
  }
}

/** Gives the newest 200 links, living or not. Wants `media.read`. */
export async function listOperatorLinks(context: Context): Promise<OperatorLinkDto[]> {
  authorize(context, 'media.read')
  return (await findOperatorLinks(mostListed)).map((row) => ({
    id: row.id,
    assetId: row.assetId,
    versionId: row.versionId,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }))
}

/** Takes a link back: within seconds it opens nothing. Wants `media.read`; throws `link.not-found`, also a second time. */
export async function revokeOperatorLink(context: Context, input: { id: string }): Promise<void> {
  authorize(context, 'media.read')
  const { id } = parseInput(idSchema, input)
  await inTransaction(async (tx) => {
    const row = await markLinkRevoked(tx, id, context.now)
    if (!row) throw notFound('link', id)
    const subject = { type: 'asset', id: row.assetId, detail: { linkId: id } }
    await recordAudit(tx, context, 'playback.link-revoked', subject)
  })
  believed.forget(id)
}

/** Tells for how many seconds more a link opens its film; 0 for one that is over, taken back or none. */
export async function linkSecondsLeft(id: string): Promise<number> {
  if (!idSchema.safeParse({ id }).success) return 0
  const link = await believed.recall(id, () => findOperatorLink(id))
  if (!link || link.revokedAt) return 0
  return Math.max(0, Math.floor((link.expiresAt.getTime() - presentMoment().getTime()) / 1000))
}
