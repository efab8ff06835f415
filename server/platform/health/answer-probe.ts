import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from '../log/log.ts'
import { renderMetrics } from '../metrics/metrics.ts'
import { checkServices, type Readiness, type ServiceName } from './check-services.ts'

export type ProbeOptions = {
  /** What this process can't do without. */
  services: ServiceName[]
  /** False once the process is shutting down: no more work should be sent to it. */
  isServing: () => boolean
}

/**
 * Answers /health (the process lives), /ready (what it needs answers, 503 with what doesn't) and /metrics;
 * gives false for any other address.
 */
export function answerProbe(
  request: IncomingMessage,
  response: ServerResponse,
  options: ProbeOptions,
): boolean {
  const path = request.url?.split('?')[0]
  switch (path) {
    case '/health':
      sendJson(response, 200, { alive: true })
      return true
    case '/ready':
      void answer(response, async () => {
        const readiness = await checkReadiness(options)
        sendJson(response, readiness.ready ? 200 : 503, readiness)
      })
      return true
    case '/metrics':
      void answer(response, async () => {
        const { contentType, text } = await renderMetrics()
        response.writeHead(200, { 'content-type': contentType }).end(text)
      })
      return true
    default:
      return false
  }
}

async function checkReadiness({ services, isServing }: ProbeOptions): Promise<Readiness> {
  const readiness = await checkServices(services)
  return { ...readiness, ready: readiness.ready && isServing() }
}

async function answer(response: ServerResponse, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    log().error({ err: error }, 'a probe failed')
    if (!response.headersSent) sendJson(response, 500, { ready: false })
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body))
}
