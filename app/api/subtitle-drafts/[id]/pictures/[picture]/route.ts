import { openDraftPicture } from '#server/domains/media/index.ts'
import { draftPictureAddressSchema } from '#server/domains/media/schemas.ts'
import { route } from '#server/http/route.ts'

/** The picture that one line of a subtitle was read off; it never changes. */
export const GET = route<{ id: string; picture: string }>(
  {
    summary: 'Gives the picture that one line of a subtitle was read off.',
    access: 'media.read',
    budget: 'page',
    params: draftPictureAddressSchema,
    answers: { 200: { mediaType: 'image/webp' } },
  },
  async (_request, context, { id, picture }) => {
    const { body, info } = await openDraftPicture(context, { draftId: id, picture })
    return new Response(body, {
      headers: {
        'content-type': 'image/webp',
        'content-length': String(info.sizeBytes),
        'cache-control': 'private, max-age=86400, immutable',
        'x-content-type-options': 'nosniff',
      },
    })
  },
)
