import { randomUUID } from 'node:crypto'
import { recordAudit } from '../../platform/audit/record-audit.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import { database, inTransaction } from '../../platform/postgres/postgres.ts'
import { ensureAsset, findSource } from './asset.repository.ts'
import { checkTarget } from './check-target.ts'
import { uploadCompleted } from './events.ts'
import { authorizeMediaWrite } from './policy.ts'
import { addVersion, registerSource } from './register-source.ts'
import { reuseSourceSchema, type ReuseSourceInput, type SourceRef } from './schemas.ts'
import { lockSourceOfFile } from './source.repository.ts'
import { cleanFileName } from './storage-keys.ts'
import { notTheSameFile } from './upload-errors.ts'

/**
 * Makes a film of a file that is here already, as if it had been sent: at its own place a new version, elsewhere a
 * source that shares the stored file. Throws `upload.not-the-same-file` when the source is gone or its SHA-256 is
 * another.
 */
export async function reuseSource(context: Context, input: ReuseSourceInput): Promise<SourceRef> {
  authorizeMediaWrite(context)
  const { sourceId, sha256, fileName, target } = parseInput(reuseSourceSchema, input)
  await checkTarget(context, target)
  const source = await findSource(database(), sourceId)
  if (!source || source.sha256 !== sha256) throw notTheSameFile()
  const { sizeBytes } = source
  return inTransaction(async (tx) => {
    const asset = await ensureAsset(tx, target, context.now)
    const kept = await lockSourceOfFile(tx, { sha256, sizeBytes }, [])
    if (!kept) throw notTheSameFile()
    if (asset.id !== source.assetId) {
      const { fingerprint } = source
      const facts = { sha256, fingerprint, sizeBytes, storageKey: kept.storageKey }
      const file = { ...facts, sourceId: randomUUID(), uploadId: null, fileName: cleanFileName(fileName) }
      return registerSource(tx, context, asset, file)
    }
    const { id: versionId } = await addVersion(tx, context, asset, source.id)
    const ref = { assetId: asset.id, sourceId: source.id, versionId }
    const { titleId, episodeId, role } = asset
    await recordEvent(tx, context, uploadCompleted, { ...ref, uploadId: null, titleId, episodeId, role })
    const subject = { type: 'asset', id: asset.id, detail: { versionId } }
    await recordAudit(tx, context, 'asset.reencode', subject)
    return ref
  })
}
