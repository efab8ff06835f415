import { listUploads, receiveUpload } from '#server/domains/media/index.ts'
import { tusBeginHeadersSchema, uploadsSchema } from '#server/domains/media/schemas.ts'
import { personalJson } from '#server/http/read-json.ts'
import { rawBody } from '#server/http/raw-request.ts'
import type { RouteSpec } from '#server/http/route-spec.ts'
import { route } from '#server/http/route.ts'

// The tus protocol, resumable uploads: its server reads method, address and headers itself.
const tus = (spec: Pick<RouteSpec, 'summary' | 'headers' | 'answers'>) =>
  route({ ...spec, access: 'media.write', budget: 'upload' }, (request, context) =>
    receiveUpload(context, request, rawBody(request)),
  )

export const OPTIONS = tus({
  summary: 'Tells what of the tus protocol is spoken here.',
  answers: { 200: null, 204: null },
})

export const POST = tus({
  summary: 'Begins a resumable upload of a film (tus 1.0, creation); its address is in `Location`.',
  headers: tusBeginHeadersSchema,
  answers: { 201: null },
})

/** The caller's own uploads that have not ended. */
export const GET = route(
  {
    summary: "Lists the caller's own uploads that have not ended.",
    access: 'media.read',
    budget: 'upload',
    answers: { 200: uploadsSchema },
  },
  async (_request, context) => personalJson((await listUploads(context)).filter((upload) => upload.isMine)),
)
