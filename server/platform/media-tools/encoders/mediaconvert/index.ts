import { MediaConvertClient } from '@aws-sdk/client-mediaconvert'
import { S3Client } from '@aws-sdk/client-s3'
import type { MediaConvertConfig } from './config.ts'
import { createMediaConvertEncoder, type OutsideEncoder } from './mediaconvert-encoder.ts'

export { readMediaConvertConfig, type MediaConvertConfig, type MediaConvertSettings } from './config.ts'
export type { OutsideEncoder } from './mediaconvert-encoder.ts'

const ATTEMPTS = 5

/** Opens MediaConvert as this installation reaches it; credentials come the SDK's usual ways and are never logged. */
export function openMediaConvert(
  config: MediaConvertConfig,
  tools: { ffmpegPath: string; ffprobePath: string },
): OutsideEncoder {
  const { region, endpoint, s3Endpoint } = config
  const common = { region, maxAttempts: ATTEMPTS }
  return createMediaConvertEncoder({
    mediaConvert: new MediaConvertClient({ ...common, ...(endpoint ? { endpoint } : {}) }),
    s3: new S3Client({ ...common, ...(s3Endpoint ? { endpoint: s3Endpoint, forcePathStyle: true } : {}) }),
    config,
    ...tools,
  })
}
