import { now } from '../../platform/clock/clock.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { isOpen } from '../../platform/queues/schemas.ts'
import { storage } from '../../platform/storage/index.ts'
import { findVersionsOfAssets } from './asset.repository.ts'
import { findEncodeRuns } from './encode-runs.ts'
import { authorizeMediaWrite, type WritingContext } from './policy.ts'
import { allVersionsPrefix } from './storage-keys.ts'

/** What nothing names may be on its way to a row that will: it is left alone for this long after its last byte. */
const UNTOUCHED_MS = 24 * 60 * 60 * 1000

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Removes from storage the folders of versions that are gone or came to nothing, and of attempts that were not
 * published, once nobody has written to them for a day; gives how many. Sources are `sweepUploads`' affair.
 */
export async function sweepStorage(
  context: WritingContext & { signal?: AbortSignal },
): Promise<{ folders: number }> {
  authorizeMediaWrite(context)
  const before = new Date(now().getTime() - UNTOUCHED_MS)
  const swept = { folders: 0 }
  for await (const folder of storage().listFolders(allVersionsPrefix)) {
    context.signal?.throwIfAborted()
    for (const orphan of await findOrphanFolders(folder)) {
      if (!(await isOlder(orphan, before))) continue
      await storage().deletePrefix(orphan)
      swept.folders += 1
    }
  }
  return swept
}

/** Folders below an asset's that nothing needs: whole versions, or single attempts at one that is published. */
async function findOrphanFolders(assetFolder: string): Promise<string[]> {
  const assetId = assetFolder.split('/')[1] ?? ''
  // What we did not name is not ours to remove.
  if (!uuid.test(assetId)) return []
  const versions = (await findVersionsOfAssets(database(), [assetId])).map(({ version }) => version)
  const runs = await findEncodeRuns(versions.map((version) => version.id))
  const orphans: string[] = []
  for await (const folder of storage().listFolders(assetFolder)) {
    const version = versions.find(({ id }) => folder === `${assetFolder}${id}/`)
    const run = version && runs.get(version.id)
    if (version && (['waiting', 'encoding'].includes(version.state) || (run && isOpen(run.state)))) continue
    // Failed, cancelled and collected versions name no manifest.
    if (!version || version.hlsPath === null) orphans.push(folder)
    else {
      for await (const attempt of storage().listFolders(folder))
        if (!version.storagePrefix.startsWith(attempt)) orphans.push(attempt)
    }
  }
  return orphans
}

async function isOlder(folder: string, before: Date): Promise<boolean> {
  for await (const { modifiedAt } of storage().list(folder)) if (modifiedAt >= before) return false
  return true
}
