import { connection } from 'next/server'
import { checkServices } from '#server/platform/health/check-services.ts'

/** Tells whether everything the web needs answers, with 503 and which service is down when it doesn't. */
export async function GET(): Promise<Response> {
  await connection()
  const readiness = await checkServices(['postgres', 'redisQueue', 'redisCache', 'mongo'])
  return Response.json(readiness, {
    status: readiness.ready ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  })
}
