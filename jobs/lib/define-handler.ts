import type { z } from 'zod'
import { parseInput } from '#server/platform/errors/parse-input.ts'
import type { JobDefinition } from '#server/platform/queues/define-job.ts'
import type { JobContext, JobHandler } from '#server/platform/queues/job-handler.ts'

/** A job with what does it; the payload is parsed right before the handler sees it. */
export type RegisteredJob = {
  definition: JobDefinition
  run: (context: JobContext, payload: unknown) => Promise<void>
}

/** Binds a handler to its job: one line in registry.ts. */
export function handle<Schema extends z.ZodType>(
  definition: JobDefinition<Schema>,
  handler: JobHandler<z.output<Schema>>,
): RegisteredJob {
  return {
    definition,
    run: async (context, payload) => handler(context, parseInput(definition.schema, payload)),
  }
}

export type JobRegistry = ReadonlyMap<string, RegisteredJob>

/**
 * Gives the jobs by name. Throws one sentence when a definition has no handler, a handler no definition, or
 * two share a name.
 */
export function buildRegistry(definitions: JobDefinition[], registered: RegisteredJob[]): JobRegistry {
  const registry = new Map<string, RegisteredJob>()
  for (const job of registered) {
    if (registry.has(job.definition.name)) throw new Error(`Two handlers do the job ${job.definition.name}.`)
    registry.set(job.definition.name, job)
  }
  const missing = definitions.filter((definition) => !registry.has(definition.name))
  if (missing.length > 0) {
    throw new Error(
      `No handler does ${missing.map((job) => job.name).join(', ')}: add it to jobs/registry.ts.`,
    )
  }
  const names = definitions.map((definition) => definition.name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice) throw new Error(`Two jobs are called ${twice}.`)
  return registry
}
