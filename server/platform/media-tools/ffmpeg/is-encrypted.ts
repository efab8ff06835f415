import { readMovIndex } from './mov-index.ts'

/** What MP4 calls samples that are encrypted (ISO/IEC 14496-12 and FairPlay's). */
const LOCKED = new Set(['encv', 'enca', 'drmi', 'drms'])
/** From a sample description's own name to the name of its first entry. */
const ENTRY_NAME_AT = 16

/** True when an MP4 or MOV says that its samples are encrypted, which ffprobe does not tell. */
export async function isEncrypted(file: string): Promise<boolean> {
  const index = await readMovIndex(file)
  for (let at = index.indexOf('stsd'); at >= 0; at = index.indexOf('stsd', at + 4))
    if (LOCKED.has(index.toString('latin1', at + ENTRY_NAME_AT, at + ENTRY_NAME_AT + 4))) return true
  return false
}
