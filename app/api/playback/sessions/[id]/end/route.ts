import { leavePlayback } from '#server/domains/playback/index.ts'
import { playbackSessionIdSchema } from '#server/domains/playback/schemas.ts'
import { playCookieHeader } from '#server/http/play-cookie.ts'
import { route } from '#server/http/route.ts'

const spec = {
  summary: 'Says that a player has left, so that its place is free at once; also as a beacon.',
  access: 'signed-in',
  budget: 'heartbeat',
  params: playbackSessionIdSchema,
  answers: { 204: null },
} as const

export const POST = route<{ id: string }>(spec, async (_request, context, { id }) => {
  await leavePlayback(context, { id })
  return new Response(null, { status: 204, headers: { 'set-cookie': playCookieHeader(id, null) } })
})
