import { runTool } from '../ffmpeg/run-tool.ts'
import type { PackageInput, PackageOutput } from '../port.ts'
import { finishManifests } from './finish-manifests.ts'
import { DASH_NAME, HLS_NAME, shakaArguments } from './shaka-arguments.ts'

/** Packages with Shaka Packager: one CMAF file a track, HLS and DASH beside it. */
export async function packageWithShaka(packagerPath: string, input: PackageInput): Promise<PackageOutput> {
  await runTool({
    tool: packagerPath,
    args: shakaArguments(input),
    failure: 'package-failed',
    signal: input.signal,
    cwd: input.outputDir,
    reads: [input.encodedDir, ...input.subtitles.map((track) => track.file)],
  })
  await finishManifests(input, HLS_NAME)
  const { stdout } = await runTool({ tool: packagerPath, args: ['--version'], failure: 'package-failed' })
  return { hls: HLS_NAME, dash: DASH_NAME, packagedBy: `shaka ${stdout.trim()}` }
}
