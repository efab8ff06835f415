import { connection } from 'next/server'

/** Tells that this process lives; whether it can work is /api/ready's answer. */
export async function GET(): Promise<Response> {
  await connection()
  return Response.json({ alive: true }, { headers: { 'cache-control': 'no-store' } })
}
