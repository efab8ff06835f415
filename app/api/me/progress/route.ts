import { recordProgress } from '#server/domains/playback/index.ts'
import {
  progressKeptSchema,
  progressReportSchema,
  type ProgressReport,
} from '#server/domains/playback/schemas.ts'
import { listPositions } from '#server/domains/profiles/index.ts'
import { listPositionsSchema, positionsSchema } from '#server/domains/profiles/schemas.ts'
import { personalJson, readJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'

/** Gives kept positions, newest first; `?titleId=` for those of one title. */
export const GET = route(
  {
    summary: 'Lists how far the profile came, newest first.',
    access: 'profile.own',
    budget: 'page',
    query: listPositionsSchema,
    answers: { 200: positionsSchema },
  },
  async (request, context) => {
    const titleId = new URL(request.url).searchParams.get('titleId') ?? undefined
    return personalJson({ positions: await listPositions(context, { titleId }) })
  },
)

/** Takes a player's report; also as a beacon, which reads no answer. */
export const POST = route(
  {
    summary: 'Takes a report of a player on how far it came.',
    access: 'profile.own',
    budget: 'beacon',
    body: progressReportSchema,
    answers: { 200: progressKeptSchema },
  },
  async (request, context) =>
    // The verb parses whatever this is.
    personalJson(await recordProgress(context, (await readJson(request)) as ProgressReport)),
)
