import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { listApprovedSubtitles, type ApprovedSubtitle } from '#server/domains/media/index.ts'
import { stableJson } from '#server/platform/json/stable-json.ts'
import { mediaTools, type ExtractedSubtitle } from '#server/platform/media-tools/index.ts'
import type { Work } from './work.ts'

/** Makes one copy with its manifests of the encoded tracks and the film's subtitles. */
export async function packageTracks(
  { context, started, scratch, report, file, probe, ladder }: Work,
  encodedDir: string,
) {
  const { signal } = context
  await report.enter('package')
  const approved = await listApprovedSubtitles(context, { sourceId: started.source.id })
  const texts = await scratch.stage('subtitles', stableJson([encodedDir, approved]), async (outputDir) => [
    ...(await mediaTools().extractSubtitles({ file, ladder, outputDir, signal })),
    ...(await writeSubtitles(approved, outputDir)),
  ])
  const subtitles = texts.result
  const { folder, result: packaged } = await scratch.stage('package', texts.folder, (outputDir) =>
    mediaTools().package({ ladder, durationMs: probe.durationMs, encodedDir, subtitles, outputDir, signal }),
  )
  return { folder, packaged, subtitles }
}

export type Packaged = Awaited<ReturnType<typeof packageTracks>>

/** Puts corrected subtitles beside those that were text from the start. */
function writeSubtitles(
  approved: readonly ApprovedSubtitle[],
  outputDir: string,
): Promise<ExtractedSubtitle[]> {
  return Promise.all(
    approved.map(async ({ webvtt, ...track }) => {
      const file = join(outputDir, `${track.name}.vtt`)
      await writeFile(file, webvtt)
      return { ...track, file, isDefault: false, hearingImpaired: false }
    }),
  )
}
