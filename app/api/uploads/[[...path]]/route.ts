import { receiveUpload } from '#server/domains/media/index.ts'
import { route } from '#server/http/route.ts'

// The tus protocol, resumable uploads: its server reads method and address itself.
const handler = route(async (request, context) => {
  const response = await receiveUpload(context, request)
  if (response.status < 400) return response
  // tus names no type: an error of ours is a problem, one of the protocol's own is a line of text.
  const text = await response.text()
  const headers = new Headers(response.headers)
  headers.set('content-type', text.startsWith('{') ? 'application/problem+json' : 'text/plain; charset=utf-8')
  return new Response(text, { status: response.status, headers })
})

export { handler as DELETE, handler as HEAD, handler as OPTIONS, handler as PATCH, handler as POST }
