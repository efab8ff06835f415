import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { encodeFailed } from '#server/domains/media/index.ts'
import { mediaTools, videoName } from '#server/platform/media-tools/index.ts'
import type { Work } from './work.ts'

const POSTERS = 5

/** Makes the stills beside the timeline and the pictures an admin may choose from. */
export async function makePictures(
  { context, scratch, report, file, probe, ladder }: Work,
  encodedDir: string,
) {
  const { signal } = context
  await report.enter('pictures')
  return scratch.stage('pictures', encodedDir, async (folder) => {
    const rung = ladder.rungs[0]
    if (!rung) throw encodeFailed({ code: 'no-video', detail: 'The film has no picture.' }, false, null)
    const storyboardDir = join(folder, 'storyboard')
    const posterDir = join(folder, 'posters')
    await mkdir(storyboardDir)
    await mkdir(posterDir)
    const { durationMs } = probe
    const encodedRung = join(encodedDir, `${videoName(rung)}.mp4`)
    const storyboard = await mediaTools().makeStoryboard({
      encodedRung,
      rung,
      ladder,
      durationMs,
      outputDir: storyboardDir,
      signal,
    })
    await report.enter('pictures', 0.4)
    const posters = await mediaTools().extractPosters({
      file,
      probe,
      count: POSTERS,
      outputDir: posterDir,
      signal,
    })
    return {
      storyboard: { ...storyboard, sheets: storyboard.sheets.map((sheet) => `storyboard/${sheet}`) },
      posters: posters.map(({ file: poster, ...rest }) => ({ ...rest, path: `posters/${basename(poster)}` })),
    }
  })
}

export type Pictures = Awaited<ReturnType<typeof makePictures>>
