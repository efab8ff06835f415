import { openDataExport } from '#server/domains/admin/index.ts'
import { dataExportIdSchema } from '#server/domains/admin/schemas.ts'
import { route } from '#server/http/route.ts'

/** Gives a copy of one's own data as a file, to its owner's session alone. */
export const GET = route<{ id: string }>(
  {
    summary: 'Gives a copy of the data kept about the account that asks, which it had made before.',
    access: 'account.own',
    budget: 'page',
    hasEffect: true,
    params: dataExportIdSchema,
    answers: { 200: { mediaType: 'application/json' } },
  },
  async (_request, context, { id }) => {
    const { body, info } = await openDataExport(context, { id })
    return new Response(body, {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': String(info.sizeBytes),
        'content-disposition': `attachment; filename="marquee-${info.modifiedAt.toISOString().slice(0, 10)}.json"`,
        'cache-control': 'private, no-store',
      },
    })
  },
)
