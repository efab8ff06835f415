import { rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { env } from '../../platform/env/env.ts'

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
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Removes what tus keeps of an upload. */
export async function removeUploadFiles(uploadId: string): Promise<void> {
  await rm(uploadFile(uploadId), { force: true })
  await rm(`${uploadFile(uploadId)}.json`, { force: true })
}
