import { recordRungs } from '#server/domains/media/index.ts'
import { mediaTools } from '#server/platform/media-tools/index.ts'
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
  const { folder } = await scratch.stage('encode', JSON.stringify(ladder), async (outputDir) => {
    await mediaTools().encode({ file, probe, ladder, outputDir, signal, onProgress: report.encoding })
    return null
  })
  report.setRungs(ladder, 'done')
  await recordRungs(context, { versionId, state: 'done' })
  return folder
}
