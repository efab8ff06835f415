import { instance } from './instance.ts'

/** How many runs of a job the worker has done with, whatever came of them. */
export async function countRuns(job: string): Promise<number> {
  const text = await (await fetch(`${instance.workerUrl}/metrics`)).text()
  const lines = text.matchAll(/^marquee_job_runs_total\{([^}]*)\} (\d+)$/gm)
  return [...lines]
    .filter(([, labels]) => labels?.includes(`job="${job}"`))
    .reduce((sum, [, , count]) => sum + Number(count), 0)
}
