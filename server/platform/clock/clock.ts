import { readFileSync } from 'node:fs'
import { env } from '../env/env.ts'

const offsetFreshMs = 500
let offsetMs = 0
let offsetReadAt = 0

/**
 * Gives the present moment. Tests move web, realtime and worker together by writing milliseconds
 * to the file named by `CLOCK_OFFSET_FILE`; SQL is given this moment as a parameter.
 */
export function now(): Date {
  const file = env().CLOCK_OFFSET_FILE
  const real = Date.now()
  if (!file) return new Date(real)
  if (real - offsetReadAt > offsetFreshMs) {
    offsetReadAt = real
    offsetMs = readOffset(file)
  }
  return new Date(real + offsetMs)
}

function readOffset(file: string): number {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || 0
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0
    throw error
  }
}
