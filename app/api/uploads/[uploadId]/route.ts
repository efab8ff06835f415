import { receiveUpload } from '#server/domains/media/index.ts'
import { tusHeadersSchema, tusPartHeadersSchema, uploadIdSchema } from '#server/domains/media/schemas.ts'
import { rawBody } from '#server/http/raw-request.ts'
import type { RouteSpec } from '#server/http/route-spec.ts'
import { route } from '#server/http/route.ts'

// One upload of the tus protocol: its server reads method, address and headers itself.
const tus = (spec: Pick<RouteSpec, 'summary' | 'headers' | 'body' | 'answers'>) =>
  route<{ uploadId: string }>(
    { ...spec, access: 'media.write', budget: 'upload', params: uploadIdSchema },
    (request, context) => receiveUpload(context, request, rawBody(request)),
  )

export const HEAD = tus({
  summary: 'Tells in `Upload-Offset` how much of an upload is here.',
  headers: tusHeadersSchema,
  answers: { 200: null },
})

export const PATCH = tus({
  summary: 'Takes the next part of an upload.',
  headers: tusPartHeadersSchema,
  body: { mediaType: 'application/offset+octet-stream' },
  answers: { 204: null },
})

export const DELETE = tus({
  summary: 'Gives an upload up.',
  headers: tusHeadersSchema,
  answers: { 204: null },
})
