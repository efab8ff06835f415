import { CommanderError } from 'commander'
import { AppError } from '../platform/errors/app-error.ts'

/** Prints the answer: one line of JSON, or lines for a person. */
export function print(value: unknown, lines: string[], options: { json?: boolean }): void {
  process.stdout.write(
    options.json ? `${JSON.stringify(value)}\n` : lines.map((line) => `${line}\n`).join(''),
  )
}

/** Tells the operator something beside the answer. */
export function note(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
}

/** Lays cells out in columns as wide as their widest cell. */
export function table(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

const connectionCodes = new Set([
  'ECONNREFUSED',
  'ENOENT',
  'ENOTFOUND',
  'ETIMEDOUT',
  'CONNECT_TIMEOUT',
  '57P03',
])

/** Gives what went wrong as one sentence. */
export function sentenceOf(error: unknown): string {
  if (error instanceof AppError) return oneLine(error.message)
  if (error instanceof CommanderError) return capitalised(oneLine(error.message.replace(/^error: /, '')))
  if (isUnreachable(error)) {
    return 'A service of this instance does not answer: start it with npm run dev, or name another with --data.'
  }
  return oneLine(error instanceof Error ? error.message : String(error))
}

function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as NodeJS.ErrnoException
  if (code !== undefined && connectionCodes.has(code)) return true
  if (error instanceof AggregateError && error.errors.some(isUnreachable)) return true
  return isUnreachable(error.cause)
}

function oneLine(message: string): string {
  const text = message.replace(/\s+/g, ' ').trim()
  return /[.!?]$/.test(text) ? text : `${text}.`
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
