import { randomBytes } from 'node:crypto'
import { MediaConvertClient } from '@aws-sdk/client-mediaconvert'
import { S3Client } from '@aws-sdk/client-s3'
import type { MediaConvertConfig } from '../config.ts'
import { createMediaConvertEncoder, type OutsideEncoder } from '../mediaconvert-encoder.ts'
import { startMediaConvertStandIn, type MediaConvertStandIn } from './mediaconvert-stand-in.ts'
import { startS3StandIn, type S3StandIn } from './s3-stand-in.ts'
import type { Destination } from './send-event.ts'

const REGION = 'eu-central-1'
const BUCKET = 'films'

export interface StandIns {
  aws: MediaConvertStandIn
  /** The S3 stand-in; null where a real S3 was given. */
  s3: S3StandIn | null
  /** What a worker needs in its environment to reach both. */
  environment: Record<string, string>
  /** An encoder on them, with other settings where told. */
  open: (settings?: Partial<MediaConvertConfig>) => OutsideEncoder
  close: () => Promise<void>
}

export interface RealS3 {
  endpoint: string
  accessKeyId: string
  secretAccessKey: string
  bucket: string
}

/** Starts MediaConvert's stand-in on an S3 of its own or a given one; the product and the service have keys of their own. */
export async function startStandIns(options: {
  ffmpegPath: string
  ffprobePath: string
  s3?: RealS3
  destination?: Destination
}): Promise<StandIns> {
  const keys = { accessKeyId: 'AKIAMARQUEE0000PRODUCT', secretAccessKey: randomBytes(30).toString('base64') }
  const { ffmpegPath, ffprobePath, destination } = options
  const bucket = options.s3?.bucket ?? BUCKET
  const known = { [keys.accessKeyId]: keys.secretAccessKey }
  const s3 = options.s3 ? null : await startS3StandIn({ keys: known, region: REGION, bucket })
  const s3Endpoint = options.s3?.endpoint ?? s3?.endpoint ?? ''
  const s3Keys = options.s3 ?? keys
  const openS3 = (): S3Client =>
    new S3Client({ region: REGION, endpoint: s3Endpoint, forcePathStyle: true, credentials: s3Keys })
  const aws = await startMediaConvertStandIn({
    keys: known,
    region: REGION,
    s3: openS3(),
    ffmpegPath,
    ffprobePath,
    ...(destination ? { destination } : {}),
  })
  const config: MediaConvertConfig = {
    region: REGION,
    endpoint: aws.endpoint,
    s3Endpoint,
    roleArn: 'arn:aws:iam::111122223333:role/marquee-mediaconvert',
    queueArn: 'arn:aws:mediaconvert:eu-central-1:111122223333:queues/Default',
    bucket,
    prefix: 'marquee/',
    priority: 0,
    maxOutputMinutes: 1500,
    pollMs: 300,
    maxQueueMs: 60_000,
    stallMs: 60_000,
  }
  return {
    aws,
    s3,
    environment: {
      ENCODER: 'mediaconvert',
      MEDIACONVERT_REGION: REGION,
      MEDIACONVERT_ROLE_ARN: config.roleArn,
      MEDIACONVERT_BUCKET: bucket,
      MEDIACONVERT_ENDPOINT: aws.endpoint,
      MEDIACONVERT_S3_ENDPOINT: s3Endpoint,
      MEDIACONVERT_POLL_SECONDS: '0.5',
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    },
    open: (settings = {}) =>
      createMediaConvertEncoder({
        mediaConvert: new MediaConvertClient({
          region: REGION,
          endpoint: aws.endpoint,
          credentials: keys,
          maxAttempts: 4,
        }),
        s3: openS3(),
        config: { ...config, ...settings },
        ffmpegPath,
        ffprobePath,
      }),
    async close() {
      await aws.close()
      await s3?.close()
    },
  }
}
