import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import type { Announce } from './announce.ts'
import { encodeJob, JobError, keepInput } from './encode-job.ts'
import type { Faults } from './faults.ts'
import type { StandInJob } from './jobs.ts'

/** What a job is made with. */
export interface Making {
  s3: S3Client
  ffmpegPath: string
  ffprobePath: string
  /** An existing folder for what is made on the way. */
  folder: string
  faults: Faults
  announce: Announce
}

/** Encodes a job's film from and to the bucket; throws JobError as the service would tell it. */
export async function makeOutputs(job: StandInJob, making: Making): Promise<void> {
  const { s3, ffmpegPath, ffprobePath, folder, announce } = making
  const { signal } = job.stop
  const { settings } = job.request
  const place = join(folder, job.id)
  const input = `${place}.input`
  const from = splitAddress(settings.inputs[0]?.fileInput ?? '')
  const object = await s3
    .send(new GetObjectCommand(from), { abortSignal: signal })
    .catch((error: unknown) => {
      throw inputError(error)
    })
  await keepInput(input, (await object.Body?.transformToByteArray()) ?? new Uint8Array())
  job.phase = 'TRANSCODING'
  await announce(job, 'INPUT_INFORMATION')
  const onPercent = (percent: number): void => {
    job.percent = percent * 0.95
  }
  const updates = setInterval(() => void announce(job, 'STATUS_UPDATE'), 500)
  try {
    const files = await encodeJob({
      ffmpegPath,
      ffprobePath,
      settings,
      input,
      folder: place,
      signal,
      onPercent,
    })
    job.phase = 'UPLOADING'
    await upload(job, files, making)
  } finally {
    clearInterval(updates)
  }
}

async function upload(job: StandInJob, files: Map<string, string>, { s3, faults }: Making): Promise<void> {
  const { signal } = job.stop
  const group = job.request.settings.outputGroups[0]!
  const { Bucket, Key } = splitAddress(group.outputGroupSettings.fileGroupSettings.destination)
  for (const [modifier, file] of files) {
    if (faults.loseOutputs.includes(modifier)) continue
    const extension = group.outputs.find((output) => output.nameModifier === modifier)?.extension ?? 'mp4'
    const Body = await readFile(file)
    await s3
      .send(new PutObjectCommand({ Bucket, Key: `${Key}${modifier}.${extension}`, Body }), {
        abortSignal: signal,
      })
      .catch((error: unknown) => {
        if (signal.aborted) throw error
        throw new JobError(3403, `Unable to write to output file: ${String(error)}`)
      })
  }
}

function splitAddress(address: string): { Bucket: string; Key: string } {
  const [, Bucket = '', Key = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(address) ?? []
  return { Bucket, Key }
}

function inputError(error: unknown): unknown {
  const { name } = error as Error
  if (name === 'AccessDenied') return new JobError(1401, 'Unable to open input file: [Access Denied]')
  if (name === 'NoSuchKey') return new JobError(1404, 'Unable to open input file: [Not Found]')
  return error
}
