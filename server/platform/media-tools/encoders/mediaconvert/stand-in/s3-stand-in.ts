import { createHash, randomUUID } from 'node:crypto'
import { serveSigned, type Answer, type ReadRequest, type RunningServer } from './serve.ts'

export interface S3StandIn extends RunningServer {
  /** Keys of every object, in order. */
  keys: () => string[]
  /** Answers `AccessDenied` to the methods named here. */
  deny: Set<string>
  /** What has been asked, `PUT key`, in order. */
  asked: string[]
}

interface Bucket {
  objects: Map<string, Buffer>
  uploads: Map<string, { key: string; parts: Map<number, Buffer> }>
}

/**
 * As much of S3 as the adapter uses, in memory: objects, multipart uploads, lists, signatures checked. The real thing
 * behind this suite is versitygw (`npm run test:engines`).
 */
export async function startS3StandIn(options: {
  keys: Record<string, string>
  region: string
  bucket: string
}): Promise<S3StandIn> {
  const bucket: Bucket = { objects: new Map(), uploads: new Map() }
  const deny = new Set<string>()
  const asked: string[] = []
  const server = await serveSigned(
    { keys: options.keys, region: options.region, service: 's3' },
    async (request) => {
      const [, name, ...rest] = request.path.split('/')
      const key = rest.join('/')
      asked.push(`${request.method} ${key}`)
      if (name !== options.bucket) return fault(404, 'NoSuchBucket')
      if (deny.has(request.method)) return fault(403, 'AccessDenied')
      return key === '' ? answerBucket(bucket, request) : answerObject(bucket, request, key)
    },
    (reason) => fault(403, reason === 'ContentMismatch' ? 'XAmzContentSHA256Mismatch' : reason),
  )
  return { ...server, deny, asked, keys: () => [...bucket.objects.keys()].toSorted() }
}

function answerBucket(bucket: Bucket, { query }: ReadRequest): Answer {
  const prefix = query.get('prefix') ?? ''
  if (query.has('uploads')) {
    const open = [...bucket.uploads].filter(([, { key }]) => key.startsWith(prefix))
    const list = open.map(([id, { key }]) => `<Upload><Key>${key}</Key><UploadId>${id}</UploadId></Upload>`)
    return xml('ListMultipartUploadsResult', list.join(''))
  }
  const found = [...bucket.objects].filter(([key]) => key.startsWith(prefix))
  const list = found.map(([key, data]) => `<Contents><Key>${key}</Key><Size>${data.length}</Size></Contents>`)
  return xml('ListBucketResult', `<IsTruncated>false</IsTruncated>${list.join('')}`)
}

function answerObject(bucket: Bucket, request: ReadRequest, key: string): Answer {
  const { method, query, body } = request
  const uploadId = query.get('uploadId')
  if (method === 'POST' && query.has('uploads')) {
    const id = randomUUID()
    bucket.uploads.set(id, { key, parts: new Map() })
    return xml('InitiateMultipartUploadResult', `<Key>${key}</Key><UploadId>${id}</UploadId>`)
  }
  if (uploadId !== null) return answerUpload(bucket, request, uploadId)
  switch (method) {
    case 'PUT':
      bucket.objects.set(key, body)
      return { status: 200, headers: { etag: etagOf(body) } }
    case 'DELETE':
      bucket.objects.delete(key)
      return { status: 204 }
    case 'GET':
    case 'HEAD': {
      const data = bucket.objects.get(key)
      if (!data) return method === 'HEAD' ? { status: 404 } : fault(404, 'NoSuchKey')
      const headers = { etag: etagOf(data), 'content-length': String(data.length) }
      return method === 'HEAD' ? { status: 200, headers } : { status: 200, headers, body: data }
    }
    default:
      return fault(405, 'MethodNotAllowed')
  }
}

function answerUpload(bucket: Bucket, { method, query, body }: ReadRequest, id: string): Answer {
  const upload = bucket.uploads.get(id)
  if (!upload) return fault(404, 'NoSuchUpload')
  if (method === 'PUT') {
    upload.parts.set(Number(query.get('partNumber')), body)
    return { status: 200, headers: { etag: etagOf(body) } }
  }
  bucket.uploads.delete(id)
  if (method === 'DELETE') return { status: 204 }
  const parts = [...upload.parts].toSorted(([a], [b]) => a - b)
  const whole = Buffer.concat(parts.map(([, part]) => part))
  bucket.objects.set(upload.key, whole)
  return xml('CompleteMultipartUploadResult', `<Key>${upload.key}</Key><ETag>${etagOf(whole)}</ETag>`)
}

function etagOf(data: Uint8Array): string {
  return `"${createHash('md5').update(data).digest('hex')}"`
}

function xml(root: string, inner: string): Answer {
  const body = `<?xml version="1.0" encoding="UTF-8"?><${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</${root}>`
  return { status: 200, headers: { 'content-type': 'application/xml' }, body }
}

function fault(status: number, code: string): Answer {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`
  return { status, headers: { 'content-type': 'application/xml' }, body }
}
