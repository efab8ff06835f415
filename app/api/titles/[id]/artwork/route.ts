import { setArtwork } from '#server/domains/catalogue/index.ts'
import { setArtworkSchema } from '#server/domains/catalogue/schemas.ts'
import { route } from '#server/http/route.ts'
import { authorize } from '#server/platform/authorize/authorize.ts'
import { invalidInput } from '#server/platform/errors/app-error.ts'

const maxBytes = 30_000_000

/** Takes the body as the title's poster or still, `?kind=poster`. */
export const PUT = route<{ id: string }>(async (request, context, { id }) => {
  // The verb asks too; but nobody else gets as far as filling our memory.
  authorize(context, 'title.write')
  const kind = setArtworkSchema.shape.kind.safeParse(new URL(request.url).searchParams.get('kind'))
  if (!kind.success)
    throw invalidInput('input.invalid', 'kind: poster, still or lettering', { field: 'kind' })
  const bytes = await readBytes(request)
  const artwork = await setArtwork(context, { titleId: id, kind: kind.data, bytes })
  return Response.json({ width: artwork.width, height: artwork.height })
})

/** Reads the body, giving up as soon as it is larger than a picture may be. */
async function readBytes(request: Request): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  if (request.body) {
    for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += part.byteLength
      if (size > maxBytes) throw invalidInput('artwork.too-large', 'The picture is larger than 30 MB.')
      parts.push(part)
    }
  }
  return Buffer.concat(parts)
}
