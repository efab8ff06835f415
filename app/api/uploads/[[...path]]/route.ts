import { listUploads, receiveUpload } from '#server/domains/media/index.ts'
import {
  tusBeginHeadersSchema,
  tusHeadersSchema,
  tusPartHeadersSchema,
  uploadIdSchema,
  uploadsSchema,
} from '#server/domains/media/schemas.ts'
import { personalJson } from '#server/http/read-json.ts'
import { rawBody } from '#server/http/raw-request.ts'
import type { RouteSpec } from '#server/http/route-spec.ts'
import { route } from '#server/http/route.ts'
import { notFound } from '#server/platform/errors/app-error.ts'

const shared = { access: 'media.write', budget: 'upload' } as const
const one = { ...shared, address: '/api/uploads/{uploadId}', params: uploadIdSchema }

// The tus protocol, resumable uploads: its server reads method, address and headers itself.
const tus = (spec: RouteSpec) =>
  route(spec, (request, context) => receiveUpload(context, request, rawBody(request)))

export const OPTIONS = tus({
  ...shared,
  summary: 'Tells what of the tus protocol is spoken here.',
  address: '/api/uploads',
  answers: { 200: null, 204: null },
})

export const POST = tus({
  ...shared,
  summary: 'Begins a resumable upload of a film (tus 1.0, creation); its address is in `Location`.',
  address: '/api/uploads',
  headers: tusBeginHeadersSchema,
  answers: { 201: null },
})

export const HEAD = tus({
  ...one,
  headers: tusHeadersSchema,
  summary: 'Tells in `Upload-Offset` how much of an upload is here.',
  answers: { 200: null },
})

export const PATCH = tus({
  ...one,
  headers: tusPartHeadersSchema,
  summary: 'Takes the next part of an upload.',
  body: { mediaType: 'application/offset+octet-stream' },
  answers: { 204: null },
})

export const DELETE = tus({
  ...one,
  headers: tusHeadersSchema,
  summary: 'Gives an upload up.',
  answers: { 204: null },
})

/** The caller's own uploads that have not ended. */
export const GET = route<{ path?: string[] }>(
  {
    ...shared,
    summary: "Lists the caller's own uploads that have not ended.",
    access: 'media.read',
    address: '/api/uploads',
    answers: { 200: uploadsSchema },
  },
  async (_request, context, { path }) => {
    if (path) throw notFound('address', path.join('/'))
    return personalJson((await listUploads(context)).filter((upload) => upload.isMine))
  },
)
