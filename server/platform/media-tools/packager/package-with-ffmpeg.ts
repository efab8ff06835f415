import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { videoName } from '../track-file.ts'
import { inputArguments, outputPath, quietArguments, runTool } from '../ffmpeg/run-tool.ts'
import type { AudioPlan, PackageInput, PackageOutput, Rung } from '../port.ts'
import { finishManifests } from './finish-manifests.ts'
import { SEGMENT_SECONDS } from './segment-starts.ts'
import { measurePlaylist, type Measure } from './measure-playlist.ts'
import { HLS_NAME } from './shaka-arguments.ts'
import { groupAudio, TEXT_GROUP } from './renditions.ts'

/** Where Shaka Packager can't be had: clear HLS alone, by ffmpeg, in the same layout; no DASH, no trick play. */
export async function packageWithFfmpeg(ffmpegPath: string, input: PackageInput): Promise<PackageOutput> {
  const video: { rung: Rung; measure: Measure }[] = []
  for (const rung of input.ladder.rungs) {
    video.push({ rung, measure: await packageTrack(ffmpegPath, input, videoName(rung)) })
  }
  const audio: { plan: AudioPlan; measure: Measure }[] = []
  for (const plan of input.ladder.audio) {
    audio.push({ plan, measure: await packageTrack(ffmpegPath, input, plan.name) })
  }
  await writeFile(join(input.outputDir, HLS_NAME), writeMaster(input, video, audio))
  await finishManifests(input, HLS_NAME)
  return { hls: HLS_NAME, dash: null, packagedBy: 'ffmpeg' }
}

async function packageTrack(ffmpegPath: string, input: PackageInput, name: string): Promise<Measure> {
  const playlist = join(input.outputDir, `${name}.m3u8`)
  await runTool({
    tool: ffmpegPath,
    args: [
      ...quietArguments,
      ...inputArguments(join(input.encodedDir, `${name}.mp4`), 'mov'),
      '-c',
      'copy',
      '-f',
      'hls',
      '-hls_segment_type',
      'fmp4',
      '-hls_flags',
      'single_file',
      '-hls_segment_filename',
      join(input.outputDir, `${name}.mp4`),
      '-hls_time',
      String(SEGMENT_SECONDS),
      '-hls_playlist_type',
      'vod',
      outputPath(playlist),
    ],
    failure: 'package-failed',
    signal: input.signal,
    cwd: input.outputDir,
  })
  return measurePlaylist(playlist)
}

// The lines of sound and subtitles are `finishManifests`'s to write.
function writeMaster(
  input: PackageInput,
  video: readonly { rung: Rung; measure: Measure }[],
  audio: readonly { plan: AudioPlan; measure: Measure }[],
): string {
  const { num, den } = input.ladder.frameRate
  const texts = input.subtitles.length > 0 ? `,SUBTITLES="${TEXT_GROUP}"` : ''
  const groups = groupAudio(input.ladder.audio)
  const sounds = groups.map(({ id, plans }) => {
    const measures = audio.filter(({ plan }) => plans.includes(plan)).map(({ measure }) => measure)
    return {
      attribute: `,AUDIO="${id}"`,
      codec: ',mp4a.40.2',
      peak: Math.max(0, ...measures.map((measure) => measure.peakBandwidth)),
      average: Math.max(0, ...measures.map((measure) => measure.averageBandwidth)),
    }
  })
  const silent = { attribute: '', codec: '', peak: 0, average: 0 }
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    ...(sounds.length > 0 ? sounds : [silent]).flatMap((sound) =>
      video.map(
        ({ rung, measure }) =>
          `#EXT-X-STREAM-INF:BANDWIDTH=${measure.peakBandwidth + sound.peak},AVERAGE-BANDWIDTH=${measure.averageBandwidth + sound.average},CODECS="avc1.640028${sound.codec}",RESOLUTION=${rung.width}x${rung.height},FRAME-RATE=${(num / den).toFixed(3)}${sound.attribute}${texts},CLOSED-CAPTIONS=NONE\n${videoName(rung)}.m3u8`,
      ),
    ),
    '',
  ].join('\n')
}
