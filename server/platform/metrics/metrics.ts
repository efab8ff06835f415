import { collectDefaultMetrics, Registry } from 'prom-client'

// Next loads a module once for each bundle: the numbers of a process live in one place.
const holder = globalThis as { marqueeMetrics?: Registry }

/** Gives this process's metrics, with those of Node.js itself. */
export function metrics(): Registry {
  if (holder.marqueeMetrics) return holder.marqueeMetrics
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  holder.marqueeMetrics = registry
  return registry
}

/** Gives the metric of this name, making it on first use. */
export function metric<Metric>(name: string, make: (registry: Registry) => Metric): Metric {
  const known = metrics().getSingleMetric(name)
  return known ? (known as Metric) : make(metrics())
}

/** Gives all metrics in Prometheus' text format, with its content type. */
export async function renderMetrics(): Promise<{ contentType: string; text: string }> {
  return { contentType: metrics().contentType, text: await metrics().metrics() }
}
