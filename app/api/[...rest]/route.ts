import { rawRefusal } from '#server/http/raw-request.ts'
import { refusalError } from '#server/http/refuse-request.ts'
import { route } from '#server/http/route.ts'
import { notFound } from '#server/platform/errors/app-error.ts'

// Whoever asks an address that does not exist reads the same kind of answer as anywhere under /api.
const handler = route<{ rest: string[] }>(
  { summary: 'Says that there is nothing here.', access: 'public', budget: 'page', answers: {} },
  async (_request, _context, { rest }) => {
    const refusal = rawRefusal()
    if (refusal) throw refusalError(refusal)
    throw notFound('address', `/api/${rest.join('/')}`)
  },
)

export {
  handler as DELETE,
  handler as GET,
  handler as HEAD,
  handler as OPTIONS,
  handler as PATCH,
  handler as POST,
  handler as PUT,
}
