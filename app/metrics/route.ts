import { connection } from 'next/server'
import { renderMetrics } from '#server/platform/metrics/metrics.ts'

/** Gives this process's metrics in Prometheus' text format; the gateway keeps them from the outside. */
export async function GET(): Promise<Response> {
  await connection()
  const { contentType, text } = await renderMetrics()
  return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } })
}
