import { queueNames, type QueueName } from '#server/platform/queues/define-job.ts'

/**
 * How many runs of a queue one worker does at a time: an encode fills a machine, the others mostly wait. Payments and
 * letters share their database with the pages, which come first (docs/benchmarks.md, `webhook`).
 */
const usualConcurrency: Record<QueueName, number> = {
  encode: 1,
  downloads: 2,
  commerce: 4,
  notify: 4,
  maintenance: 2,
}

/** Reads `encode,notify:4`: the queues a worker serves, with how many runs at a time; nothing means all. */
export function parseQueues(text: string | undefined): { name: QueueName; concurrency: number }[] {
  const parts = text ? text.split(',') : [...queueNames]
  return parts.map((part) => {
    const [word = '', count] = part.trim().split(':')
    const name = queueNames.find((each) => each === word)
    if (!name) throw new Error(`There is no queue ${word}: choose from ${queueNames.join(', ')}.`)
    const concurrency = count === undefined ? usualConcurrency[name] : Number(count)
    if (!Number.isInteger(concurrency) || concurrency < 1) throw new Error(`${part} names no number of runs.`)
    return { name, concurrency }
  })
}
