import { receiveUpload } from '#server/domains/media/index.ts'
import { route } from '#server/http/route.ts'

// The tus protocol, resumable uploads: its server reads method and address itself.
const handler = route((request, context) => receiveUpload(context, request))

export { handler as DELETE, handler as HEAD, handler as OPTIONS, handler as PATCH, handler as POST }
