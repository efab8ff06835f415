import { Counter, Histogram } from 'prom-client'
import { metric } from './metrics.ts'

type HttpLabels = { route: string; method: string; status: number }

/** Counts an answered request and its seconds; `route` is the pattern, never the address with its ids. */
export function observeHttp(labels: HttpLabels, seconds: number): void {
  const names = ['route', 'method', 'status'] as const
  metric(
    'marquee_http_requests_total',
    (registry) =>
      new Counter({
        name: 'marquee_http_requests_total',
        help: 'Requests answered by our own routes.',
        labelNames: names,
        registers: [registry],
      }),
  ).inc(labels)
  metric(
    'marquee_http_request_seconds',
    (registry) =>
      new Histogram({
        name: 'marquee_http_request_seconds',
        help: 'How long our own routes took to answer.',
        labelNames: ['route', 'method'],
        buckets: [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10],
        registers: [registry],
      }),
  ).observe({ route: labels.route, method: labels.method }, seconds)
}
