import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { MediaToolError } from '../../errors.ts'
import type { RunOptions } from '../../port.ts'

const LEAST_PART_BYTES = 8 * 1024 * 1024
/** S3 allows ten thousand. */
const MOST_PARTS = 9000
const PARTS_AT_ONCE = 3

export interface BucketFolder {
  client: S3Client
  bucket: string
  /** Ends in a slash. */
  prefix: string
}

/** `s3://bucket/key` of a name below the folder. */
export function addressOf({ bucket, prefix }: BucketFolder, name: string): string {
  return `s3://${bucket}/${prefix}${name}`
}

/** Sends a file in parts, a few of them in memory at a time; one of the same size that is there already is kept. */
export async function putSource(
  folder: BucketFolder,
  name: string,
  file: string,
  { signal, onShare }: RunOptions & { onShare: (share: number) => void },
): Promise<void> {
  const { client, bucket: Bucket, prefix } = folder
  const Key = `${prefix}${name}`
  const { size } = await stat(file)
  if ((await sizeOf(folder, name, { signal })) === size) return
  const body = createReadStream(file, { highWaterMark: 1024 * 1024 })
  const upload = new Upload({
    client,
    params: { Bucket, Key, Body: body },
    partSize: Math.max(LEAST_PART_BYTES, Math.ceil(size / MOST_PARTS)),
    queueSize: PARTS_AT_ONCE,
  })
  upload.on('httpUploadProgress', ({ loaded = 0 }) => onShare(Math.min(1, loaded / Math.max(1, size))))
  const stop = (): void => void upload.abort()
  signal?.throwIfAborted()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    await upload.done()
  } finally {
    signal?.removeEventListener('abort', stop)
    body.destroy()
  }
}

/** Bytes of what lies under a name, null when nothing does. */
export async function sizeOf(
  { client, bucket: Bucket, prefix }: BucketFolder,
  name: string,
  { signal }: RunOptions,
): Promise<number | null> {
  try {
    const head = await client.send(
      new HeadObjectCommand({ Bucket, Key: `${prefix}${name}` }),
      options(signal),
    )
    return head.ContentLength ?? 0
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFound') return null
    throw error
  }
}

/** Fetches what lies under a name into a local file; throws `service-output` when it is not there, empty or cut short. */
export async function fetchOutput(
  { client, bucket: Bucket, prefix }: BucketFolder,
  name: string,
  file: string,
  { signal, onShare }: RunOptions & { onShare: (share: number) => void },
): Promise<void> {
  const object = await client
    .send(new GetObjectCommand({ Bucket, Key: `${prefix}${name}` }), options(signal))
    .catch((error: unknown) => {
      if (error instanceof Error && error.name === 'NoSuchKey') throw outputMissing(name, error)
      throw error
    })
  if (!(object.Body instanceof Readable) || !object.ContentLength) throw outputMissing(name, null)
  const whole = object.ContentLength
  let bytes = 0
  async function* counted(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      bytes += chunk.length
      onShare(bytes / whole)
      yield chunk
    }
  }
  await pipeline(object.Body, counted, createWriteStream(file), options(signal))
  const { size } = await stat(file)
  if (size !== object.ContentLength) throw outputMissing(name, null)
}

/** Removes everything below the folder, half-sent uploads too. */
export async function sweepFolder(folder: BucketFolder, { signal }: RunOptions = {}): Promise<void> {
  const { client, bucket: Bucket, prefix: Prefix } = folder
  for (;;) {
    const { Contents: found = [], IsTruncated: more } = await client.send(
      new ListObjectsV2Command({ Bucket, Prefix }),
      options(signal),
    )
    for (const { Key } of found) await client.send(new DeleteObjectCommand({ Bucket, Key }), options(signal))
    if (!more || found.length === 0) break
  }
  const { Uploads: halfSent = [] } = await client.send(
    new ListMultipartUploadsCommand({ Bucket, Prefix }),
    options(signal),
  )
  for (const { Key, UploadId } of halfSent)
    await client
      .send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }), options(signal))
      .catch(passWhenGone)
}

/** A transfer that ended by itself between the look and the sweep. */
function passWhenGone(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'NoSuchUpload') throw error
}

function options(signal: AbortSignal | undefined): { abortSignal?: AbortSignal; signal?: AbortSignal } {
  return signal ? { abortSignal: signal, signal } : {}
}

function outputMissing(name: string, cause: unknown): MediaToolError {
  return new MediaToolError('service-output', `MediaConvert left no whole ${name} in the bucket`, {
    retryable: true,
    cause,
  })
}
