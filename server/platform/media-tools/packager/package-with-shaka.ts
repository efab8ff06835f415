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
  return { hls: HLS_NAME, dash: DASH_NAME, packagedBy: `shaka ${await versionOf(packagerPath)}` }
}

const versions = new Map<string, string>()

/** Asked once: a program does not change under a running worker. */
async function versionOf(packagerPath: string): Promise<string> {
  const known = versions.get(packagerPath)
  if (known !== undefined) return known
  const { stdout } = await runTool({ tool: packagerPath, args: ['--version'], failure: 'package-failed' })
  versions.set(packagerPath, stdout.trim())
  return stdout.trim()
}
