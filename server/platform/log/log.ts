import { destination, pino, type Logger } from 'pino'
import { logLevel } from '../env/env.ts'
import { describeError } from './describe-error.ts'
import { secretPaths } from './secret-paths.ts'

export type Log = Logger

let root: Log | undefined

/** Gives the process's logger: JSON lines on stdout, secrets removed, level by `LOG_LEVEL`. */
export function log(): Log {
  root ??= pino(
    {
      level: keepsQuiet ? 'error' : logLevel(),
      redact: { paths: secretPaths, remove: true },
      serializers: { err: describeError },
      base: { process: processName },
    },
    destination(keepsQuiet ? stderr : stdout),
  )
  return root
}

const stdout = 1
const stderr = 2
let processName = 'web'
let keepsQuiet = false

/** Leaves stdout to a command's own output: errors alone are logged, on stderr. */
export function keepLogQuiet(): void {
  keepsQuiet = true
  root = undefined
}

/** Names this process (`web`, `worker`, `realtime`, `cli`) in each of its log lines; call it before the first line. */
export function nameProcess(name: string): void {
  processName = name
  root = undefined
}
