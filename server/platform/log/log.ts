import { pino, type Logger } from 'pino'
import { logLevel } from '../env/env.ts'

export type Log = Logger

const secretPaths = [
  'password',
  '*.password',
  'passwordHash',
  '*.passwordHash',
  'authorization',
  '*.authorization',
  'cookie',
  '*.cookie',
  'token',
  '*.token',
]

let root: Log | undefined

/** Gives the process's logger: JSON lines on stdout, secrets removed, level by `LOG_LEVEL`. */
export function log(): Log {
  root ??= pino({
    level: logLevel(),
    redact: { paths: secretPaths, remove: true },
    base: { process: processName },
  })
  return root
}

let processName = 'web'

/** Names this process (`web`, `worker`, `realtime`, `cli`) in each of its log lines; call it before the first line. */
export function nameProcess(name: string): void {
  processName = name
  root = undefined
}
