import { stableJson } from '#server/platform/json/stable-json.ts'
import { mediaTools, type SampledSource } from '#server/platform/media-tools/index.ts'
import type { Work } from './work.ts'

/** Keeps what the check will compare the package with: beside the encode, which leaves the processor some time. */
export async function sampleSource({ context, scratch, file, probe, ladder }: Work): Promise<SampledSource> {
  const key = stableJson([ladder.rungs, ladder.frameRate])
  const { folder, result } = await scratch.stage('samples', key, async (outputDir) => {
    const { frames } = await mediaTools().sampleSource({
      file,
      probe,
      ladder,
      outputDir,
      signal: context.signal,
    })
    return { frames }
  })
  return { folder, ...result }
}
