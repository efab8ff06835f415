import { createHash } from 'node:crypto'
import { openEncodeLedger, recordRungs } from '#server/domains/media/index.ts'
import { stableJson } from '#server/platform/json/stable-json.ts'
import { mediaTools, type Ladder } from '#server/platform/media-tools/index.ts'
import { takeOverTracks } from '../take-over-tracks.ts'
import type { Work } from './work.ts'

/** Makes every rung and sound track and gives the folder they are in. */
export async function encodeTracks({
  context,
  started,
  scratch,
  report,
  file,
  probe,
  ladder,
}: Work): Promise<string> {
  const { versionId } = started
  const { signal } = context
  report.setRungs(ladder, 'encoding')
  await recordRungs(context, { versionId, state: 'encoding' })
  await report.enter('encode')
  const from = started.tracksFrom
  const key = stableJson(from ? [from.prefix, ladder.rungs, ladder.audio] : ladder)
  const { folder } = await scratch.stage('encode', key, async (outputDir) => {
    if (from) {
      await takeOverTracks(ladder, { prefix: from.prefix, outputDir, signal })
      return null
    }
    const requestKey = nameRequest(versionId, ladder)
    const onProgress = report.encoding
    const outside = { ledger: openEncodeLedger(context, { versionId }), about: { version: versionId } }
    await mediaTools().encode({ requestKey, file, probe, ladder, outputDir, signal, onProgress, outside })
    return null
  })
  report.setRungs(ladder, 'done')
  await recordRungs(context, { versionId, state: 'done' })
  return folder
}

/** The same for every attempt at making this ladder of this version. */
function nameRequest(versionId: string, ladder: Ladder): string {
  return `${versionId}-${createHash('sha256').update(stableJson(ladder)).digest('hex').slice(0, 16)}`
}
