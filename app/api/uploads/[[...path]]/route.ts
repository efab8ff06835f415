import { listUploads, receiveUpload } from '#server/domains/media/index.ts'
import { personalJson } from '#server/http/read-json.ts'
import { rawBody } from '#server/http/raw-request.ts'
import { route } from '#server/http/route.ts'
import { notFound } from '#server/platform/errors/app-error.ts'

// The tus protocol, resumable uploads: its server reads method and address itself.
const handler = route((request, context) => receiveUpload(context, request, rawBody(request)))

/** The caller's own uploads that have not ended. */
export const GET = route<{ path?: string[] }>(async (_request, context, { path }) => {
  if (path) throw notFound('address', path.join('/'))
  return personalJson((await listUploads(context)).filter((upload) => upload.isMine))
})

export { handler as DELETE, handler as HEAD, handler as OPTIONS, handler as PATCH, handler as POST }
