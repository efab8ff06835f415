import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { MediaToolError } from '../errors.ts'
import { runTool } from '../ffmpeg/run-tool.ts'
import type { AnalyseInput, PictureAnalysis, SceneMeasure } from '../port.ts'
import { measureScene } from './measure-scene.ts'

/**
 * Encodes scenes of a film at every rung of its ladder and measures each against the source. When the budget is spent
 * no other scene begins; what was measured until then is given.
 */
export async function analysePicture(ffmpegPath: string, input: AnalyseInput): Promise<PictureAnalysis> {
  const { video } = input.probe
  if (!video) throw new MediaToolError('no-video', 'There is no picture to analyse')
  const begun = performance.now()
  const spent = (): number => Math.round(performance.now() - begun)
  const measure = (await hasVmaf(ffmpegPath)) ? 'vmaf' : 'ssim'
  const measured: SceneMeasure[][] = []
  for (const [index, scene] of input.scenes.entries()) {
    if (spent() > input.budgetMs) break
    const folder = await mkdtemp(join(input.workDir, 'scene-'))
    try {
      measured.push(await measureScene(ffmpegPath, { ...input, video, scene, measure, folder }))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
    await input.onProgress?.((index + 1) / input.scenes.length)
  }
  return {
    measure,
    scenes: input.scenes.slice(0, measured.length),
    rungs: input.ladder.rungs.map(({ name }, rung) => ({
      name,
      scenes: measured.flatMap((scene) => scene[rung] ?? []),
    })),
    tookMs: spent(),
  }
}

const known = new Map<string, boolean>()

/** Asked until it has answered once a process. */
async function hasVmaf(ffmpegPath: string): Promise<boolean> {
  const told = known.get(ffmpegPath)
  if (told !== undefined) return told
  const args = ['-hide_banner', '-filters']
  const { stdout } = await runTool({ tool: ffmpegPath, args, failure: 'decode-failed' })
  const answer = /^ \S+ libvmaf /m.test(stdout)
  known.set(ffmpegPath, answer)
  return answer
}
