import { heartbeatPlayback } from '#server/domains/playback/index.ts'
import { heartbeatDtoSchema, playbackSessionIdSchema } from '#server/domains/playback/schemas.ts'
import { playCookieHeader } from '#server/http/play-cookie.ts'
import { personalJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'

const spec = {
  summary:
    'Says each 20 seconds that a player plays still; renews its cookie, or tells why it is over. 60 seconds of silence end it.',
  access: 'signed-in',
  budget: 'heartbeat',
  params: playbackSessionIdSchema,
  answers: { 200: heartbeatDtoSchema },
} as const

export const POST = route<{ id: string }>(spec, async (_request, context, { id }) => {
  const heartbeat = await heartbeatPlayback(context, { id })
  const response = personalJson(heartbeat)
  const token = heartbeat.state === 'playing' ? heartbeat.token : null
  response.headers.append('set-cookie', playCookieHeader(id, token))
  return response
})
