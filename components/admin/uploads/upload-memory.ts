import { z } from 'zod'
import type { UploadItem } from './upload-item.ts'

const storageKey = 'marquee.uploads'

const rememberedSchema = z.array(
  z.object({
    id: z.string(),
    fileName: z.string(),
    sizeBytes: z.number(),
    lastModified: z.number().nullable(),
    fingerprint: z.string().nullable().default(null),
    target: z.object({
      titleId: z.string(),
      episodeId: z.string().nullable(),
      role: z.enum(['main', 'trailer']),
    }),
    label: z.string(),
    sentBytes: z.number(),
    uploadUrl: z.string(),
  }),
)

/** Reads the transfers that an earlier page left unfinished; each waits for its file to be chosen again. */
export function recallUploads(storage: Pick<Storage, 'getItem'>): UploadItem[] {
  try {
    const parsed = rememberedSchema.safeParse(JSON.parse(storage.getItem(storageKey) ?? '[]'))
    if (!parsed.success) return []
    return parsed.data.map((item) => ({ ...item, state: 'needs-file', rate: null, known: null, error: null }))
  } catch {
    // A locked or spoilt storage only costs the memory of old transfers.
    return []
  }
}

/** Keeps what is needed to go on after a reload: every transfer that the server has begun to receive. */
export function rememberUploads(storage: Pick<Storage, 'setItem'>, items: readonly UploadItem[]): void {
  const open = items
    .filter((item) => item.state !== 'done' && item.uploadUrl !== null)
    .map(({ id, fileName, sizeBytes, lastModified, target, label, sentBytes, uploadUrl, fingerprint }) => ({
      id,
      fileName,
      sizeBytes,
      lastModified,
      target,
      label,
      sentBytes,
      uploadUrl,
      fingerprint,
    }))
  try {
    storage.setItem(storageKey, JSON.stringify(open))
  } catch {
    // As above: sending itself goes on.
  }
}
