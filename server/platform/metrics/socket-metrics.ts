import { Gauge } from 'prom-client'
import { metric } from './metrics.ts'

/** Makes each scrape ask how many sockets this process holds. */
export function exposeSocketCount(read: () => number): void {
  metric(
    'marquee_sockets',
    (registry) =>
      new Gauge({
        name: 'marquee_sockets',
        help: 'Sockets that this process holds.',
        registers: [registry],
        collect() {
          this.set(read())
        },
      }),
  )
}
