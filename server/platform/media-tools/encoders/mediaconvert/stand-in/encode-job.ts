import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import type { CreateJob, StandInAudio, StandInOutput, StandInVideo } from './job-schema.ts'

/** A job error in the service's words. */
export class JobError extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.name = 'JobError'
    this.code = code
  }
}

export interface EncodeRun {
  ffmpegPath: string
  ffprobePath: string
  settings: CreateJob['settings']
  /** The fetched input. */
  input: string
  folder: string
  signal: AbortSignal
  onPercent: (percent: number) => void
}

/** Makes a job's outputs with ffmpeg, from its settings alone; gives each output's file by its name modifier. */
export async function encodeJob(run: EncodeRun): Promise<Map<string, string>> {
  const durationS = await readDuration(run)
  await mkdir(run.folder, { recursive: true })
  const outputs = run.settings.outputGroups.flatMap((group) => group.outputs)
  const files = new Map(
    outputs.map(({ nameModifier, extension }): [string, string] => [
      nameModifier,
      join(run.folder, `out${nameModifier}.${extension}`),
    ]),
  )
  const subprocess = execa(run.ffmpegPath, commandLine(run, outputs, files), {
    cancelSignal: run.signal,
    stdin: 'ignore',
    forceKillAfterDelay: 500,
  })
  for await (const line of subprocess) {
    const time = /^out_time_us=(\d+)/.exec(String(line))
    if (time) run.onPercent(Math.min(99, (Number(time[1]) / 1e6 / durationS) * 100))
  }
  await subprocess.catch((error: unknown) => {
    run.signal.throwIfAborted()
    throw new JobError(1040, `The demuxer or a decoder failed: ${String(error).slice(0, 300)}`)
  })
  if (run.settings.inputs[0]?.videoSelector.rotate === 'DEGREE_0') return files
  for (const output of outputs) {
    const file = files.get(output.nameModifier)
    if (output.videoDescription && file) files.set(output.nameModifier, await forgetRotation(run, file))
  }
  return files
}

/** The service passes no rotation on; ffmpeg copies the source's where it did not turn the picture itself. */
async function forgetRotation({ ffmpegPath, signal }: EncodeRun, file: string): Promise<string> {
  const upright = `${file}.upright.mp4`
  const quiet = ['-v', 'error', '-nostdin', '-y']
  const args = [...quiet, '-i', file, '-c', 'copy', '-metadata:s:v:0', 'rotate=0', '-f', 'mp4', upright]
  await execa(ffmpegPath, args, { cancelSignal: signal })
  return upright
}

async function readDuration({ ffprobePath, input, signal }: EncodeRun): Promise<number> {
  const entries = ['-show_entries', 'format=duration:stream=codec_type', '-of', 'json']
  const result = await execa(ffprobePath, ['-v', 'error', ...entries, input], {
    reject: false,
    cancelSignal: signal,
  })
  signal.throwIfAborted()
  const { format } = JSON.parse(result.stdout || '{}') as { format?: { duration?: string } }
  const seconds = Number(format?.duration)
  if (seconds > 0) return seconds
  throw new JobError(1010, 'Unable to open input file: [Failed probe/open: [No parser found for container]]')
}

function commandLine(
  { settings, input }: EncodeRun,
  outputs: StandInOutput[],
  files: ReadonlyMap<string, string>,
): string[] {
  const [source] = settings.inputs
  if (!source) throw new JobError(1020, 'A job needs an input')
  const videos = outputs.filter((output) => output.videoDescription !== undefined)
  const pictures = videos.map(({ videoDescription }, index) => pictureChain(videoDescription!, index))
  const turned = turn[source.videoSelector.rotate]
  const split = videos.map((_, index) => `[s${index}]`).join('')
  const graph =
    videos.length > 0 ? [`[0:v:0]${turned}split=${videos.length}${split}`, ...pictures].join(';') : null
  const head = ['-hide_banner', '-nostdin', '-v', 'error', '-y', '-progress', 'pipe:1', '-nostats']
  return [
    ...head,
    ...(source.videoSelector.rotate === 'AUTO' ? [] : ['-noautorotate']),
    '-i',
    input,
    ...(graph ? ['-filter_complex', graph] : []),
    ...videos.flatMap((output, index) => [
      '-map',
      `[v${index}]`,
      ...h264Arguments(output.videoDescription!),
      ...finish(files.get(output.nameModifier)!),
    ]),
    ...outputs.flatMap((output) =>
      (output.audioDescriptions ?? []).flatMap((audio) => [
        '-map',
        `0:a:${(source.audioSelectors[audio.audioSourceName]?.tracks[0] ?? 1) - 1}`,
        ...aacArguments(audio),
        ...finish(files.get(output.nameModifier)!),
      ]),
    ),
  ]
}

const turn: Record<CreateJob['settings']['inputs'][number]['videoSelector']['rotate'], string> = {
  DEGREE_0: '',
  DEGREES_90: 'transpose=clock,',
  DEGREES_180: 'hflip,vflip,',
  DEGREES_270: 'transpose=cclock,',
  AUTO: '',
}

const toneMapped =
  'zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=hable,zscale=t=bt709:m=bt709:r=tv,'

function pictureChain(video: StandInVideo, index: number): string {
  const { framerateNumerator, framerateDenominator } = video.codecSettings.h264Settings
  const { deinterlacer, colorCorrector } = video.videoPreprocessors
  return [
    `[s${index}]${deinterlacer ? `yadif=deint=${deinterlacer.control === 'NORMAL' ? 'interlaced' : 'all'},` : ''}`,
    `fps=${framerateNumerator}/${framerateDenominator}:start_time=0,`,
    colorCorrector ? toneMapped : '',
    `scale=${video.width}:${video.height},setsar=1,format=yuv420p[v${index}]`,
  ].join('')
}

function h264Arguments({ codecSettings: { h264Settings: h264 } }: StandInVideo): string[] {
  const level = h264.qvbrSettings.qvbrQualityLevel + h264.qvbrSettings.qvbrQualityLevelFineTune
  return [
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-profile:v',
    h264.codecProfile.toLowerCase(),
    '-crf',
    (23 - 2 * (level - 7)).toFixed(1),
    '-maxrate',
    String(h264.maxBitrate),
    '-bufsize',
    String(h264.hrdBufferSize),
    '-g',
    String(h264.gopSize),
    '-keyint_min',
    String(h264.gopSize),
    '-sc_threshold',
    h264.sceneChangeDetect === 'DISABLED' ? '0' : '40',
    ...(h264.gopClosedCadence === 1 ? ['-flags', '+cgop'] : []),
  ]
}

const channelsOf = { CODING_MODE_1_0: 1, CODING_MODE_2_0: 2, CODING_MODE_5_1: 6 }

/** Sound begins with the film and ends when the input's does: the service fills up nothing in an output of its own. */
function aacArguments({
  remixSettings: remix,
  audioNormalizationSettings: normal,
  codecSettings: { aacSettings: aac },
}: StandInAudio): string[] {
  const channels = channelsOf[aac.codingMode]
  const layout = channels === 6 ? '5.1' : channels === 1 ? 'mono' : 'stereo'
  const mixed = remix
    ? `,pan=${layout}|${remix.channelMapping.outputChannels
        .map(({ inputChannelsFineTune: gains }, out) => {
          const parts = gains.flatMap((dB, input) =>
            dB <= -60 ? [] : [`${(10 ** (dB / 20)).toFixed(4)}*c${input}`],
          )
          return `c${out}=${parts.length > 0 ? parts.join('+') : '0*c0'}`
        })
        .join('|')}`
    : ''
  const level = normal
    ? `,loudnorm=I=${normal.targetLkfs}:TP=${normal.truePeakLimiterThreshold}:LRA=50,aresample=${aac.sampleRate}`
    : ''
  return [
    '-af',
    `aresample=${aac.sampleRate}:async=1:first_pts=0${mixed}${level}`,
    '-c:a',
    'aac',
    '-b:a',
    String(aac.bitrate),
    '-ac',
    String(channels),
  ]
}

function finish(file: string): string[] {
  return ['-map_metadata', '-1', '-map_chapters', '-1', '-movflags', '+faststart', '-f', 'mp4', file]
}

/** Writes what was fetched, refusing nothing at all as the service does. */
export async function keepInput(file: string, data: Uint8Array): Promise<void> {
  await writeFile(file, data)
  if ((await stat(file)).size === 0) throw new JobError(1010, 'Unable to open input file: it is empty')
}
