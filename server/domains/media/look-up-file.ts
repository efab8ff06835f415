import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { getTitleForAdmin } from '../catalogue/index.ts'
import type { AssetRow } from './asset.repository.ts'
import { checkReadable } from './import-source.ts'
import { authorizeMediaWrite } from './policy.ts'
import { lookUpFileSchema, type AssetTarget, type KnownFileDto, type LookUpFileInput } from './schemas.ts'
import { findSourcesByFingerprint, findSourcesOfFile } from './source.repository.ts'
import { receivedBytes } from './upload-files.ts'
import { fingerprintFile, hashFile } from './upload-hashes.ts'
import { findUnfinishedUpload } from './upload.repository.ts'

/**
 * Tells what is here of a file before anything of it is sent: the caller's own unfinished upload of it, and a film
 * that was made of it, at the place it is meant for before any other.
 */
export async function lookUpFile(context: Context, input: LookUpFileInput): Promise<KnownFileDto> {
  authorizeMediaWrite(context)
  const file = parseInput(lookUpFileSchema, input)
  const accountId = context.actor.kind === 'account' ? context.actor.accountId : null
  const open = accountId && (await findUnfinishedUpload(database(), { ...file, accountId }))
  const unfinished = open && {
    uploadId: open.upload.id,
    receivedBytes: (await receivedBytes(open.upload.id)) ?? 0,
    target: targetOf(open.asset),
    title: await titleOf(context, open.asset),
  }
  const found = await findSourcesByFingerprint(database(), file)
  const isHere = ({ asset }: { asset: AssetRow }) => sameTarget(targetOf(asset), file.target)
  const best = found.find(isHere) ?? found[0]
  const source = best && {
    sourceId: best.source.id,
    fileName: best.source.filename,
    target: targetOf(best.asset),
    title: await titleOf(context, best.asset),
    samePlace: isHere(best),
  }
  return { unfinished: unfinished || null, source: source ?? null }
}

/** Gives the film that was made of a file of this machine, byte for byte, or null. Throws as `importSource` does. */
export async function findImportedFile(
  context: Context,
  input: { path: string },
): Promise<{ target: AssetTarget; title: string } | null> {
  authorizeMediaWrite(context)
  const sizeBytes = await checkReadable(input.path)
  const fingerprint = await fingerprintFile(input.path)
  const alike = await findSourcesByFingerprint(database(), { fingerprint, sizeBytes })
  // Only what looks alike is read whole.
  if (alike.length === 0) return null
  const same = await findSourcesOfFile(database(), { sha256: await hashFile(input.path), sizeBytes })
  const found = alike.find(({ source }) => same.some(({ id }) => id === source.id))
  return found ? { target: targetOf(found.asset), title: (await titleOf(context, found.asset)).vi } : null
}

function targetOf({ titleId, episodeId, role }: AssetRow): AssetTarget {
  return { titleId, episodeId, role }
}

function sameTarget(one: AssetTarget, other: AssetTarget | undefined): boolean {
  return one.titleId === other?.titleId && one.episodeId === other.episodeId && one.role === other.role
}

async function titleOf(context: Context, asset: AssetRow): Promise<{ vi: string; en?: string }> {
  const { title } = await getTitleForAdmin(context, { titleId: asset.titleId })
  return title
}
