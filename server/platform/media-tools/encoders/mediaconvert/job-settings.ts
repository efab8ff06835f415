import type { AudioSelector, JobSettings, Output } from '@aws-sdk/client-mediaconvert'
import { MediaToolError } from '../../errors.ts'
import type { Ladder, MediaProbe } from '../../port.ts'
import { videoName } from '../../track-file.ts'
import { audioOutput, trackNumber } from './audio-output.ts'
import { rotationOf, videoOutput } from './video-output.ts'

export interface JobPlan {
  probe: MediaProbe
  ladder: Ladder
  /** `s3://bucket/key` of the source. */
  input: string
  /** `s3://bucket/folder/` that receives the outputs. */
  outputFolder: string
}

/** What every output's file name begins with. */
const BASE = 'track'

/** The file name, below the output folder, of a track: `video-480p`, `audio-0-vi`. */
export function outputName(track: string): string {
  return `${BASE}-${track}.mp4`
}

/** Names of all tracks that a ladder makes. */
export function trackNames(ladder: Ladder): string[] {
  return [...ladder.rungs.map(videoName), ...ladder.audio.map(({ name }) => name)]
}

/** Settings of one MediaConvert job that makes each rung and each sound track as an MP4 file of its own. */
export function jobSettings({ probe, ladder, input, outputFolder }: JobPlan): JobSettings {
  const { video } = probe
  if (!video) throw new MediaToolError('no-video', 'The film has no picture')
  return {
    TimecodeConfig: { Source: 'ZEROBASED' },
    Inputs: [
      {
        FileInput: input,
        TimecodeSource: 'ZEROBASED',
        InputScanType: 'AUTO',
        FilterEnable: 'AUTO',
        DeblockFilter: 'DISABLED',
        DenoiseFilter: 'DISABLED',
        PsiControl: 'USE_PSI',
        VideoSelector: { ColorSpace: 'FOLLOW', Rotate: rotationOf(video) },
        AudioSelectors: Object.fromEntries(
          ladder.audio.map((audio): [string, AudioSelector] => [
            audio.name,
            {
              SelectorType: 'TRACK',
              Tracks: [trackNumber(audio, probe)],
              DefaultSelection: 'NOT_DEFAULT',
              Offset: 0,
              ProgramSelection: 1,
            },
          ]),
        ),
      },
    ],
    OutputGroups: [
      {
        Name: 'tracks',
        OutputGroupSettings: {
          Type: 'FILE_GROUP_SETTINGS',
          FileGroupSettings: { Destination: `${outputFolder}${BASE}` },
        },
        Outputs: [
          ...ladder.rungs.map((rung) => ({
            ...mp4(videoName(rung)),
            VideoDescription: videoOutput(rung, ladder, video),
          })),
          ...ladder.audio.map((audio) => ({
            ...mp4(audio.name),
            AudioDescriptions: [audioOutput(audio, probe)],
          })),
        ],
      },
    ],
  }
}

function mp4(track: string): Output {
  return {
    NameModifier: `-${track}`,
    Extension: 'mp4',
    ContainerSettings: {
      Container: 'MP4',
      Mp4Settings: { CslgAtom: 'EXCLUDE', FreeSpaceBox: 'EXCLUDE', MoovPlacement: 'PROGRESSIVE_DOWNLOAD' },
    },
  }
}
