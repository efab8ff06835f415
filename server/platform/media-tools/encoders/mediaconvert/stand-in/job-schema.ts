import { z } from 'zod'

/** What the service accepts of a job, in the words and limits of its API reference; anything else is refused. */

const dB = z.number().min(-60).max(6)

const aacBitrates = [
  6000, 8000, 10_000, 12_000, 14_000, 16_000, 20_000, 24_000, 28_000, 32_000, 40_000, 48_000, 56_000, 64_000,
  80_000, 96_000, 112_000, 128_000, 160_000, 192_000, 224_000, 256_000, 288_000, 320_000, 384_000, 448_000,
  512_000, 576_000, 640_000, 768_000, 896_000, 1_024_000,
]

const h264Schema = z.strictObject({
  rateControlMode: z.literal('QVBR'),
  qvbrSettings: z.strictObject({
    qvbrQualityLevel: z.int().min(1).max(10),
    qvbrQualityLevelFineTune: z.number().min(0).max(1).default(0),
  }),
  maxBitrate: z.int().min(1000).max(1_152_000_000),
  hrdBufferSize: z.int().min(0).max(1_152_000_000),
  qualityTuningLevel: z.enum(['SINGLE_PASS', 'SINGLE_PASS_HQ', 'MULTI_PASS_HQ']),
  codecProfile: z.enum(['BASELINE', 'MAIN', 'HIGH']),
  codecLevel: z.literal('AUTO'),
  entropyEncoding: z.enum(['CABAC', 'CAVLC']),
  interlaceMode: z.literal('PROGRESSIVE'),
  framerateControl: z.literal('SPECIFIED'),
  framerateNumerator: z.int().min(1),
  framerateDenominator: z.int().min(1),
  framerateConversionAlgorithm: z.enum(['DUPLICATE_DROP', 'INTERPOLATE']),
  parControl: z.literal('SPECIFIED'),
  parNumerator: z.int().min(1),
  parDenominator: z.int().min(1),
  gopSizeUnits: z.literal('FRAMES'),
  gopSize: z.int().min(1),
  gopClosedCadence: z.int().min(0),
  sceneChangeDetect: z.enum(['DISABLED', 'ENABLED', 'TRANSITION_DETECTION']),
  minIInterval: z.int().min(0).max(30),
})

const side = z
  .int()
  .min(32)
  .max(4096)
  .refine((value) => value % 2 === 0, 'must be even')

const videoSchema = z.strictObject({
  width: side,
  height: side,
  scalingBehavior: z.enum(['DEFAULT', 'STRETCH_TO_OUTPUT', 'FIT', 'FIT_NO_UPSCALE', 'FILL']),
  antiAlias: z.enum(['ENABLED', 'DISABLED']),
  timecodeInsertion: z.enum(['DISABLED', 'PIC_TIMING_SEI']),
  dropFrameTimecode: z.enum(['ENABLED', 'DISABLED']),
  respondToAfd: z.enum(['NONE', 'RESPOND', 'PASSTHROUGH']),
  afdSignaling: z.enum(['NONE', 'AUTO', 'FIXED']),
  colorMetadata: z.enum(['IGNORE', 'INSERT']),
  videoPreprocessors: z.strictObject({
    deinterlacer: z
      .strictObject({
        algorithm: z.enum([
          'INTERPOLATE',
          'INTERPOLATE_TICKER',
          'BLEND',
          'BLEND_TICKER',
          'LINEAR_INTERPOLATION',
        ]),
        mode: z.enum(['DEINTERLACE', 'INVERSE_TELECINE', 'ADAPTIVE']),
        control: z.enum(['NORMAL', 'FORCE_ALL_FRAMES']),
      })
      .optional(),
    colorCorrector: z
      .strictObject({
        colorSpaceConversion: z.enum(['NONE', 'FORCE_601', 'FORCE_709']),
        hdrToSdrToneMapper: z.enum(['PRESERVE_DETAILS', 'VIBRANT']),
      })
      .optional(),
  }),
  codecSettings: z.strictObject({ codec: z.literal('H_264'), h264Settings: h264Schema }),
})

const audioSchema = z.strictObject({
  audioSourceName: z.string().min(1),
  audioTypeControl: z.enum(['FOLLOW_INPUT', 'USE_CONFIGURED']),
  languageCodeControl: z.enum(['FOLLOW_INPUT', 'USE_CONFIGURED']),
  remixSettings: z
    .strictObject({
      channelsIn: z.int().min(1).max(64),
      channelsOut: z.union([z.literal(1), z.literal(2), z.literal(4), z.literal(6), z.literal(8)]),
      channelMapping: z.strictObject({
        outputChannels: z.array(z.strictObject({ inputChannelsFineTune: z.array(dB).min(1) })).min(1),
      }),
    })
    .refine(
      ({ channelsIn, channelsOut, channelMapping: { outputChannels } }) =>
        outputChannels.length === channelsOut &&
        outputChannels.every(({ inputChannelsFineTune }) => inputChannelsFineTune.length === channelsIn),
      'the mapping must have a value for each input channel of each output channel',
    )
    .optional(),
  audioNormalizationSettings: z
    .strictObject({
      algorithm: z.enum(['ITU_BS_1770_1', 'ITU_BS_1770_2', 'ITU_BS_1770_3', 'ITU_BS_1770_4']),
      algorithmControl: z.enum(['CORRECT_AUDIO', 'MEASURE_ONLY']),
      targetLkfs: z.number().min(-59).max(0),
      truePeakLimiterThreshold: z.number().min(-8).max(0),
      peakCalculation: z.enum(['TRUE_PEAK', 'NONE']),
      loudnessLogging: z.enum(['LOG', 'DONT_LOG']),
    })
    .optional(),
  codecSettings: z.strictObject({
    codec: z.literal('AAC'),
    aacSettings: z.strictObject({
      bitrate: z.int().refine((value) => aacBitrates.includes(value), 'is not a valid bitrate'),
      codecProfile: z.literal('LC'),
      codingMode: z.enum(['CODING_MODE_1_0', 'CODING_MODE_2_0', 'CODING_MODE_5_1']),
      rateControlMode: z.literal('CBR'),
      sampleRate: z.literal(48_000),
      rawFormat: z.literal('NONE'),
      specification: z.literal('MPEG4'),
    }),
  }),
})

const outputSchema = z.strictObject({
  nameModifier: z.string().min(1).max(256),
  extension: z.string().max(256),
  containerSettings: z.strictObject({
    container: z.literal('MP4'),
    mp4Settings: z.strictObject({
      cslgAtom: z.enum(['INCLUDE', 'EXCLUDE']),
      freeSpaceBox: z.enum(['INCLUDE', 'EXCLUDE']),
      moovPlacement: z.enum(['PROGRESSIVE_DOWNLOAD', 'NORMAL']),
    }),
  }),
  videoDescription: videoSchema.optional(),
  audioDescriptions: z.array(audioSchema).optional(),
})

const s3Address = z.string().regex(/^s3:\/\/[^/]+\/.+/, 'must be an s3 address')

const settingsSchema = z.strictObject({
  timecodeConfig: z.strictObject({ source: z.literal('ZEROBASED') }),
  inputs: z
    .array(
      z.strictObject({
        fileInput: s3Address,
        timecodeSource: z.enum(['ZEROBASED', 'EMBEDDED']),
        inputScanType: z.enum(['AUTO', 'PSF']),
        filterEnable: z.enum(['AUTO', 'DISABLE', 'FORCE']),
        deblockFilter: z.enum(['ENABLED', 'DISABLED']),
        denoiseFilter: z.enum(['ENABLED', 'DISABLED']),
        psiControl: z.enum(['IGNORE_PSI', 'USE_PSI']),
        videoSelector: z.strictObject({
          colorSpace: z.enum(['FOLLOW', 'REC_709', 'REC_601']),
          rotate: z.enum(['DEGREE_0', 'DEGREES_90', 'DEGREES_180', 'DEGREES_270', 'AUTO']),
        }),
        audioSelectors: z.record(
          z.string(),
          z.strictObject({
            selectorType: z.literal('TRACK'),
            tracks: z.array(z.int().min(1)).min(1),
            defaultSelection: z.enum(['DEFAULT', 'NOT_DEFAULT']),
            offset: z.int(),
            programSelection: z.int().min(0).max(8),
          }),
        ),
      }),
    )
    .min(1)
    .max(1),
  outputGroups: z
    .array(
      z.strictObject({
        name: z.string().max(2048),
        outputGroupSettings: z.strictObject({
          type: z.literal('FILE_GROUP_SETTINGS'),
          fileGroupSettings: z.strictObject({ destination: s3Address }),
        }),
        outputs: z.array(outputSchema).min(1),
      }),
    )
    .min(1)
    .max(1),
})

const words = z.record(z.string().min(1).max(128), z.string().max(256))

export const createJobSchema = z
  .strictObject({
    clientRequestToken: z
      .string()
      .regex(/^[\x20-\x7e]{1,64}$/, 'must be up to 64 ASCII characters')
      .optional(),
    role: z.string().regex(/^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/, 'is not a role'),
    queue: z
      .string()
      .regex(/^arn:aws:mediaconvert:[\w-]+:\d{12}:queues\/[\w-]+$/, 'is not a queue')
      .optional(),
    priority: z.int().min(-50).max(50).default(0),
    statusUpdateInterval: z.enum([
      'SECONDS_10',
      'SECONDS_12',
      'SECONDS_15',
      'SECONDS_20',
      'SECONDS_30',
      'SECONDS_60',
    ]),
    accelerationSettings: z.strictObject({ mode: z.enum(['DISABLED', 'ENABLED', 'PREFERRED']) }),
    userMetadata: words.default({}),
    tags: words.default({}),
    settings: settingsSchema,
  })
  .superRefine(({ settings }, context) => {
    const selectors = settings.inputs.flatMap((input) => Object.keys(input.audioSelectors))
    const outputs = settings.outputGroups.flatMap((group) => group.outputs)
    const refuse = (index: number, message: string): void =>
      context.addIssue({ code: 'custom', path: ['settings', 'outputGroups', 0, 'outputs', index], message })
    outputs.forEach((output, index) => {
      if (!output.videoDescription && !output.audioDescriptions) refuse(index, 'must hold video or audio')
      if (outputs.findIndex(({ nameModifier }) => nameModifier === output.nameModifier) !== index)
        refuse(index, 'must have a nameModifier of its own')
      for (const { audioSourceName } of output.audioDescriptions ?? [])
        if (!selectors.includes(audioSourceName)) refuse(index, `names no audio selector ${audioSourceName}`)
    })
  })

export type CreateJob = z.output<typeof createJobSchema>
export type StandInOutput = z.output<typeof outputSchema>
export type StandInVideo = z.output<typeof videoSchema>
export type StandInAudio = z.output<typeof audioSchema>

/** The service's one line about a job it does not take. */
export function describeIssues(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `/${path.map(String).join('/')}: ${message}`).join('; ')
}
