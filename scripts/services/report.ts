import { styleText } from 'node:util'

const started = performance.now()

/** Seconds with one decimal since `from` (a `performance.now()` value). */
export function secondsSince(from: number): string {
  return `${((performance.now() - from) / 1000).toFixed(1)} s`
}

/** Where set-up talk goes: one line per step, and problems in between. */
export interface Report {
  /** Runs one step and prints its name and duration; the step may return a remark to show. */
  step<T>(name: string, work: () => Promise<T>, remark?: (result: T) => string): Promise<T>
  note(line: string): void
  problem(line: string): void
}

/** Prints progress to stderr, so that stdout stays free for results. */
export const terminalReport: Report = {
  async step(name, work, remark) {
    const from = performance.now()
    const interactive = process.stderr.isTTY
    if (interactive) process.stderr.write(`  … ${name}`)
    else process.stderr.write(`  … ${name}\n`)
    const clear = interactive ? '\r\u001B[K' : ''
    try {
      const result = await work()
      const text = remark?.(result)
      process.stderr.write(
        `${clear}  ${styleText('green', '✓')} ${name}${text ? `: ${text}` : ''} ${styleText('dim', `(${secondsSince(from)})`)}\n`,
      )
      return result
    } catch (error) {
      process.stderr.write(`${clear}  ${styleText('red', '✗')} ${name}\n`)
      throw error
    }
  },
  note: (line) => void process.stderr.write(`  ${line}\n`),
  problem: (line) => void process.stderr.write(`${styleText('red', '!')} ${line}\n`),
}

/** Seconds since this process began to report. */
export const totalTime = (): string => secondsSince(started)
