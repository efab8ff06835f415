import { globSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { queueNames, type JobDefinition } from '#server/platform/queues/define-job.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Gives every job that a domain defines in its jobs.ts, so that none can be forgotten in the registry. */
export async function findDefinitions(): Promise<JobDefinition[]> {
  const files = globSync('server/domains/*/jobs.ts', { cwd: root }).sort()
  const modules = await Promise.all(
    files.map(
      (file) => import(pathToFileURL(path.join(root, file)).href) as Promise<Record<string, unknown>>,
    ),
  )
  return modules.flatMap((module) => Object.values(module).filter(isDefinition))
}

function isDefinition(value: unknown): value is JobDefinition {
  if (typeof value !== 'object' || value === null) return false
  if (!('name' in value && 'queue' in value && 'schema' in value && 'attempts' in value)) return false
  return queueNames.some((name) => name === value.queue)
}
