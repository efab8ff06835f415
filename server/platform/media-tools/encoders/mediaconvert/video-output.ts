import type { InputRotate, VideoDescription, VideoPreprocessor } from '@aws-sdk/client-mediaconvert'
import { isHdr } from '../../ffmpeg/color-filters.ts'
import type { Ladder, ProbedColor, ProbedVideo, Rung } from '../../port.ts'

const rotations: Record<number, InputRotate> = {
  0: 'DEGREE_0',
  90: 'DEGREES_90',
  180: 'DEGREES_180',
  270: 'DEGREES_270',
}

/** The clockwise turn, told outright: MediaConvert turns nothing by itself and reads the tag of MP4 and MOV alone. */
export function rotationOf(video: Pick<ProbedVideo, 'rotation'>): InputRotate {
  return rotations[video.rotation] ?? 'DEGREE_0'
}

/**
 * One rung as H.264: quality held by QVBR under the ladder's caps, the ladder's exact rate, closed groups of pictures
 * that begin at the same frames in every rung. The ladder has worked out the size from the shape as shown, so the
 * picture is stretched to it and its pixels are square.
 */
export function videoOutput(rung: Rung, ladder: Ladder, video: ProbedVideo): VideoDescription {
  return {
    Width: rung.width,
    Height: rung.height,
    ScalingBehavior: 'STRETCH_TO_OUTPUT',
    AntiAlias: 'ENABLED',
    TimecodeInsertion: 'DISABLED',
    DropFrameTimecode: 'DISABLED',
    RespondToAfd: 'NONE',
    AfdSignaling: 'NONE',
    ColorMetadata: 'INSERT',
    VideoPreprocessors: preprocessors(video),
    CodecSettings: {
      Codec: 'H_264',
      H264Settings: {
        RateControlMode: 'QVBR',
        QvbrSettings: qualityLevel(rung.crf),
        MaxBitrate: Math.round(rung.bitrate * 1.5),
        HrdBufferSize: rung.bitrate * 2,
        QualityTuningLevel: 'SINGLE_PASS_HQ',
        CodecProfile: 'HIGH',
        CodecLevel: 'AUTO',
        EntropyEncoding: 'CABAC',
        InterlaceMode: 'PROGRESSIVE',
        FramerateControl: 'SPECIFIED',
        FramerateNumerator: ladder.frameRate.num,
        FramerateDenominator: ladder.frameRate.den,
        FramerateConversionAlgorithm: 'DUPLICATE_DROP',
        ParControl: 'SPECIFIED',
        ParNumerator: 1,
        ParDenominator: 1,
        GopSizeUnits: 'FRAMES',
        GopSize: ladder.gopFrames,
        GopClosedCadence: 1,
        // Either would move key frames off the common grid.
        SceneChangeDetect: 'DISABLED',
        MinIInterval: 0,
      },
    },
  }
}

function preprocessors(video: ProbedVideo): VideoPreprocessor {
  return {
    ...(video.interlaced
      ? {
          Deinterlacer: {
            Algorithm: 'INTERPOLATE',
            Mode: 'DEINTERLACE',
            // What no frame says of itself holds for all of them.
            Control: video.measuredFields ? 'FORCE_ALL_FRAMES' : 'NORMAL',
          },
        }
      : {}),
    ...(isBeyondSdr(video.color)
      ? { ColorCorrector: { ColorSpaceConversion: 'FORCE_709', HdrToSdrToneMapper: 'PRESERVE_DETAILS' } }
      : {}),
  }
}

/** PQ and HLG ask for tone mapping on the way to an SDR ladder, BT.2020 for narrower colours. */
function isBeyondSdr(color: ProbedColor): boolean {
  return isHdr({ color }) || color.primaries === 'bt2020'
}

// AWS holds 7 to 9 for good H.264; x264's 23 and QVBR's 7 look alike, and two steps of CRF are about one level.
function qualityLevel(crf: number): { QvbrQualityLevel: number; QvbrQualityLevelFineTune: number } {
  const level = Math.min(10, Math.max(1, 7 + (23 - crf) / 2))
  const thirds = Math.round(level * 3)
  const whole = Math.floor(thirds / 3)
  return { QvbrQualityLevel: whole, QvbrQualityLevelFineTune: Math.round(((thirds % 3) / 3) * 100) / 100 }
}
