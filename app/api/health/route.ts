import { connection } from 'next/server'
import { plainRoute } from '#server/http/route.ts'
import { aliveSchema } from '#server/platform/health/schemas.ts'

/** Tells that this process lives; whether it can work is /api/ready's answer. */
export const GET = plainRoute(
  {
    summary: 'Tells that this process lives.',
    access: 'public',
    refuses: [],
    budget: 'probe',
    answers: { 200: aliveSchema },
  },
  async () => {
    await connection()
    return Response.json({ alive: true }, { headers: { 'cache-control': 'no-store' } })
  },
)
