import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { encodeFailed } from '#server/domains/media/index.ts'
import { mediaTools, videoName, type Rung } from '#server/platform/media-tools/index.ts'
import { sideBySide } from './side-by-side.ts'
import type { Work } from './work.ts'

const POSTERS = 5
const POSTER_WIDTH = 1280

/** Makes the stills beside the timeline and the pictures an admin may choose from. */
export async function makePictures({ context, scratch, probe, ladder }: Work, encodedDir: string) {
  const { signal } = context
  return scratch.stage('pictures', encodedDir, async (folder) => {
    const smallest = ladder.rungs[0]
    if (!smallest) throw encodeFailed({ code: 'no-video', detail: 'The film has no picture.' }, false, null)
    const sharp = ladder.rungs.find(({ width }) => width >= POSTER_WIDTH) ?? ladder.rungs.at(-1) ?? smallest
    const storyboardDir = join(folder, 'storyboard')
    const posterDir = join(folder, 'posters')
    await mkdir(storyboardDir)
    await mkdir(posterDir)
    const of = (rung: Rung, outputDir: string) => ({
      encodedRung: join(encodedDir, `${videoName(rung)}.mp4`),
      rung,
      ladder,
      durationMs: probe.durationMs,
      outputDir,
      signal,
    })
    const [storyboard, posters] = await sideBySide(
      mediaTools().makeStoryboard(of(smallest, storyboardDir)),
      mediaTools().extractPosters({ ...of(sharp, posterDir), count: POSTERS }),
    )
    return {
      storyboard: { ...storyboard, sheets: storyboard.sheets.map((sheet) => `storyboard/${sheet}`) },
      posters: posters.map(({ file: poster, ...rest }) => ({ ...rest, path: `posters/${basename(poster)}` })),
    }
  })
}

export type Pictures = Awaited<ReturnType<typeof makePictures>>
