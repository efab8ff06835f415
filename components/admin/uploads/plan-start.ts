import type { KnownFileDto } from '#server/domains/media/schemas.ts'
import { uploadUrlOf } from './upload-api.ts'
import { isUnderWay, sameTarget, type UploadItem } from './upload-item.ts'

/** What is done first with a file: send it, go on with what the server has of it, or ask the admin. */
export type Start =
  { kind: 'send' } | { kind: 'ask' } | { kind: 'go-on'; uploadUrl: string; receivedBytes: number }

/** Decides by what the server has of a file, and by whether this tab is sending that part already. */
export function planStart(item: UploadItem, known: KnownFileDto | null, all: readonly UploadItem[]): Start {
  const unfinished = known?.unfinished ?? null
  const uploadUrl = unfinished && uploadUrlOf(unfinished.uploadId)
  const isHere = all.some((each) => each.id !== item.id && each.uploadUrl === uploadUrl && isUnderWay(each))
  if (unfinished && uploadUrl && !isHere && sameTarget(unfinished.target, item.target))
    return { kind: 'go-on', uploadUrl, receivedBytes: unfinished.receivedBytes }
  return known?.source || (unfinished && !isHere) ? { kind: 'ask' } : { kind: 'send' }
}
