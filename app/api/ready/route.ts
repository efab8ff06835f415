import { connection } from 'next/server'
import { plainRoute } from '#server/http/route.ts'
import { checkServices } from '#server/platform/health/check-services.ts'
import { readinessSchema } from '#server/platform/health/schemas.ts'

/** Tells whether everything the web needs answers, with 503 and which service is down when it doesn't. */
export const GET = plainRoute(
  {
    summary: 'Tells whether everything this process needs answers.',
    access: 'public',
    refuses: [],
    budget: 'probe',
    answers: { 200: readinessSchema, 503: readinessSchema },
  },
  async () => {
    await connection()
    const readiness = await checkServices(['postgres', 'redisQueue', 'redisCache', 'mongo'])
    return Response.json(readiness, {
      status: readiness.ready ? 200 : 503,
      headers: { 'cache-control': 'no-store' },
    })
  },
)
