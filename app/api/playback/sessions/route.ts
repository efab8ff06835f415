import { z } from 'zod'
import { listPlaybackSessions } from '#server/domains/playback/index.ts'
import { playbackSessionDtoSchema } from '#server/domains/playback/schemas.ts'
import { personalJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'

const spec = {
  summary: 'What the account plays now, the longest first.',
  access: 'signed-in',
  budget: 'page',
  answers: { 200: z.object({ sessions: z.array(playbackSessionDtoSchema) }) },
} as const

export const GET = route(spec, async (_request, context) =>
  personalJson({ sessions: await listPlaybackSessions(context) }),
)
