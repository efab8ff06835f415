import { stopPlayback } from '#server/domains/playback/index.ts'
import { playbackSessionIdSchema } from '#server/domains/playback/schemas.ts'
import { route } from '#server/http/route.ts'

const spec = {
  summary: 'Stops a player: of one’s own household, or anybody’s with the permission playback.stop-any.',
  access: 'signed-in',
  budget: 'page',
  params: playbackSessionIdSchema,
  answers: { 204: null },
} as const

export const DELETE = route<{ id: string }>(spec, async (_request, context, { id }) => {
  await stopPlayback(context, { id })
  return new Response(null, { status: 204 })
})
