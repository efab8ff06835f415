import { readdir, rm, stat, statfs } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { env } from '../../platform/env/env.ts'
import { hasCode } from '../../platform/errors/has-code.ts'

/** Where uploads are while they are being received. */
export function uploadFolder(): string {
  return resolve(env().DATA_DIR, 'uploads')
}

export function uploadFile(uploadId: string): string {
  return join(uploadFolder(), uploadId)
}

/** Bytes received so far, null when there is no such file. */
export async function receivedBytes(uploadId: string): Promise<number | null> {
  try {
    return (await stat(uploadFile(uploadId))).size
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  }
}

export type UploadLeftover = { uploadId: string; modifiedAt: Date }

/** What lies in the folder of uploads, whatever the database says; two files of one upload count twice. */
export async function listUploadFiles(): Promise<UploadLeftover[]> {
  const names = await readdir(uploadFolder()).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return []
    throw error
  })
  const found = names.map(async (name) => {
    const stats = await stat(uploadFile(name)).catch(() => null)
    return stats ? [{ uploadId: name.replace(/\.json$/, ''), modifiedAt: stats.mtime }] : []
  })
  return (await Promise.all(found)).flat()
}

/** Bytes that uploads may still take on their disk. */
export async function freeUploadBytes(): Promise<number> {
  // Before the first upload its folder is not there yet.
  const folder = await stat(uploadFolder()).then(uploadFolder, () => resolve(env().DATA_DIR))
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** Removes what tus keeps of an upload. */
export async function removeUploadFiles(uploadId: string): Promise<void> {
  await rm(uploadFile(uploadId), { force: true })
  await rm(`${uploadFile(uploadId)}.json`, { force: true })
}
