import { mediaTools } from '#server/platform/media-tools/index.ts'
import type { Work } from './work.ts'

/** Makes one copy with its manifests of the encoded tracks and the film's subtitles. */
export async function packageTracks(
  { context, scratch, report, file, probe, ladder }: Work,
  encodedDir: string,
) {
  const { signal } = context
  await report.enter('package')
  const texts = await scratch.stage('subtitles', encodedDir, (outputDir) =>
    mediaTools().extractSubtitles({ file, ladder, outputDir, signal }),
  )
  const subtitles = texts.result
  const { folder, result: packaged } = await scratch.stage('package', texts.folder, (outputDir) =>
    mediaTools().package({ ladder, durationMs: probe.durationMs, encodedDir, subtitles, outputDir, signal }),
  )
  return { folder, packaged, subtitles }
}

export type Packaged = Awaited<ReturnType<typeof packageTracks>>
