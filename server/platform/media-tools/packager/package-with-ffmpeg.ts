import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { videoName } from '../track-file.ts'
import { inputArguments, outputPath, quietArguments, runTool } from '../ffmpeg/run-tool.ts'
import type { AudioPlan, PackageInput, PackageOutput, Rung } from '../port.ts'
import { finishManifests } from './finish-manifests.ts'
import { measurePlaylist, type Measure } from './measure-playlist.ts'
import { HLS_NAME } from './shaka-arguments.ts'
import { nameTracks } from './track-names.ts'

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
      '4',
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

function writeMaster(
  input: PackageInput,
  video: readonly { rung: Rung; measure: Measure }[],
  audio: readonly { plan: AudioPlan; measure: Measure }[],
): string {
  const audioNames = nameTracks(input.ladder.audio)
  const textNames = nameTracks(input.subtitles)
  const heaviest = Math.max(0, ...audio.map(({ measure }) => measure.peakBandwidth))
  const heaviestAverage = Math.max(0, ...audio.map(({ measure }) => measure.averageBandwidth))
  const { num, den } = input.ladder.frameRate
  const groups = `${audio.length > 0 ? ',AUDIO="audio"' : ''}${input.subtitles.length > 0 ? ',SUBTITLES="text"' : ''}`
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    ...audio.map(
      ({ plan }, index) =>
        `#EXT-X-MEDIA:TYPE=AUDIO,URI="${plan.name}.m3u8",GROUP-ID="audio",LANGUAGE="${plan.language}",NAME="${audioNames[index]}",DEFAULT=${plan.isDefault ? 'YES' : 'NO'},AUTOSELECT=YES,CHANNELS="${plan.channels}"`,
    ),
    ...input.subtitles.map(
      (track, index) =>
        `#EXT-X-MEDIA:TYPE=SUBTITLES,URI="${track.name}.m3u8",GROUP-ID="text",LANGUAGE="${track.language}",NAME="${textNames[index]}",DEFAULT=NO,AUTOSELECT=YES,FORCED=${track.forced ? 'YES' : 'NO'}`,
    ),
    ...video.map(
      ({ rung, measure }) =>
        `#EXT-X-STREAM-INF:BANDWIDTH=${measure.peakBandwidth + heaviest},AVERAGE-BANDWIDTH=${measure.averageBandwidth + heaviestAverage},CODECS="avc1.640028${audio.length > 0 ? ',mp4a.40.2' : ''}",RESOLUTION=${rung.width}x${rung.height},FRAME-RATE=${(num / den).toFixed(3)}${groups},CLOSED-CAPTIONS=NONE\n${videoName(rung)}.m3u8`,
    ),
    '',
  ].join('\n')
}
