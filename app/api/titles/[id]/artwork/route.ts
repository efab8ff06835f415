import { setArtwork } from '#server/domains/catalogue/index.ts'
import {
  artworkQuerySchema,
  artworkSetSchema,
  artworkTitleSchema,
} from '#server/domains/catalogue/schemas.ts'
import { route } from '#server/http/route.ts'
import { AppError } from '#server/platform/errors/app-error.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'

const maxBytes = 30_000_000

/** Takes the body as the title's poster or still, `?kind=poster`. */
export const PUT = route<{ id: string }>(
  {
    summary: "Takes a picture as the title's poster, still or lettering.",
    // The verb asks too; but nobody else gets as far as filling our memory.
    access: 'title.write',
    budget: 'upload',
    params: artworkTitleSchema,
    query: artworkQuerySchema,
    body: { mediaType: 'application/octet-stream' },
    answers: { 200: artworkSetSchema },
  },
  async (request, context, { id }) => {
    const kind = new URL(request.url).searchParams.get('kind') ?? undefined
    const query = parseInput(artworkQuerySchema, { kind })
    const bytes = await readBytes(request)
    const artwork = await setArtwork(context, { titleId: id, ...query, bytes })
    return Response.json({ width: artwork.width, height: artwork.height })
  },
)

/** Reads the body, giving up as soon as it is larger than a picture may be. */
async function readBytes(request: Request): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  if (request.body) {
    for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += part.byteLength
      if (size > maxBytes) throw tooLarge()
      parts.push(part)
    }
  }
  return Buffer.concat(parts)
}

function tooLarge(): AppError {
  return new AppError({
    kind: 'too-large',
    code: 'artwork.too-large',
    message: 'The picture is larger than 30 MB.',
  })
}
