import { MediaToolError } from '../../errors.ts'

/** How this installation reaches AWS MediaConvert and the bucket that films pass through. */
export interface MediaConvertConfig {
  region: string
  /** Another address than AWS's own, for a stand-in or a VPC endpoint. */
  endpoint: string | null
  /** The same for S3; an address of one's own is asked path-style. */
  s3Endpoint: string | null
  /** The role that MediaConvert takes on to read and write the bucket. */
  roleArn: string
  /** Null sends jobs to the account's default queue. */
  queueArn: string | null
  bucket: string
  /** Folder-like, ending in a slash, or empty. */
  prefix: string
  /** -50 to 50; of two jobs in a queue the higher goes first. */
  priority: number
  /** A job that would make more minutes of output than this is refused before it costs anything. */
  maxOutputMinutes: number
  /** Between two looks at a job; the callback wakes us earlier. */
  pollMs: number
  /** How long a job may wait in the service's queue. */
  maxQueueMs: number
  /** How long a job that was begun may show neither another percentage nor another phase. */
  stallMs: number
}

/** The settings as the environment names them. */
export interface MediaConvertSettings {
  MEDIACONVERT_REGION?: string | undefined
  MEDIACONVERT_ENDPOINT?: string | undefined
  MEDIACONVERT_S3_ENDPOINT?: string | undefined
  MEDIACONVERT_ROLE_ARN?: string | undefined
  MEDIACONVERT_QUEUE_ARN?: string | undefined
  MEDIACONVERT_BUCKET?: string | undefined
  MEDIACONVERT_PREFIX: string
  MEDIACONVERT_PRIORITY: number
  MEDIACONVERT_MAX_OUTPUT_MINUTES: number
  MEDIACONVERT_POLL_SECONDS: number
  MEDIACONVERT_MAX_QUEUE_MINUTES: number
  MEDIACONVERT_STALL_MINUTES: number
}

/** Reads the settings; throws MediaToolError `tool-missing` naming what is not there. */
export function readMediaConvertConfig(settings: MediaConvertSettings): MediaConvertConfig {
  const needed = (name: 'MEDIACONVERT_REGION' | 'MEDIACONVERT_ROLE_ARN' | 'MEDIACONVERT_BUCKET'): string => {
    const value = settings[name]
    if (value) return value
    throw new MediaToolError('tool-missing', `ENCODER=mediaconvert needs ${name}`)
  }
  const minutes = 60_000
  return {
    region: needed('MEDIACONVERT_REGION'),
    roleArn: needed('MEDIACONVERT_ROLE_ARN'),
    bucket: needed('MEDIACONVERT_BUCKET'),
    endpoint: settings.MEDIACONVERT_ENDPOINT ?? null,
    s3Endpoint: settings.MEDIACONVERT_S3_ENDPOINT ?? null,
    queueArn: settings.MEDIACONVERT_QUEUE_ARN ?? null,
    prefix: settings.MEDIACONVERT_PREFIX.replace(/\/*$/, (_slashes, at: number) => (at > 0 ? '/' : '')),
    priority: settings.MEDIACONVERT_PRIORITY,
    maxOutputMinutes: settings.MEDIACONVERT_MAX_OUTPUT_MINUTES,
    pollMs: settings.MEDIACONVERT_POLL_SECONDS * 1000,
    maxQueueMs: settings.MEDIACONVERT_MAX_QUEUE_MINUTES * minutes,
    stallMs: settings.MEDIACONVERT_STALL_MINUTES * minutes,
  }
}
