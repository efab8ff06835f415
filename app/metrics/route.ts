import { connection } from 'next/server'
import { checkMetricsReader } from '#server/http/check-metrics-reader.ts'
import { plainRoute } from '#server/http/route.ts'
import { renderMetrics } from '#server/platform/metrics/metrics.ts'

/** Gives this process's metrics in Prometheus' text format, to collectors of the house alone. */
export const GET = plainRoute(
  {
    summary: "Gives this process's metrics in Prometheus' text format, to collectors of the house alone.",
    access: 'public',
    refuses: [],
    budget: 'probe',
    answers: { 200: { mediaType: 'text/plain' } },
  },
  async (request) => {
    await connection()
    checkMetricsReader(request.headers)
    const { contentType, text } = await renderMetrics()
    return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } })
  },
)
