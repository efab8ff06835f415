import type { Report } from './report.ts'
import { sentenceOf } from './set-up-error.ts'
import type { RunningProcess } from './start-process.ts'

/** A started process together with the way to start it again. */
export interface Startable {
  name: string
  running: RunningProcess
  start(): Promise<RunningProcess>
}

/** Ends the watching; what runs is left to run. */
export interface Supervision {
  end(): void
}

const PAUSE_MS = 1_000
const USUAL_LIMIT = 5
const WINDOW_MS = 60_000

/**
 * Starts a process again whenever it ends by itself, once whatever it left has ended too, and gives up with one
 * sentence when that happens five times, or as often as `limit` says, within a minute.
 */
export function supervise(
  target: Startable,
  report: Report,
  onGiveUp: (sentence: string) => void,
  limit = USUAL_LIMIT,
): Supervision {
  let ended = false
  const ends: number[] = []
  const watch = async (): Promise<void> => {
    for (;;) {
      const { code, signal } = await target.running.exited
      if (ended) return
      // What it had started may live on and hold its port.
      await target.running.stop()
      if (ended as boolean) return
      const how = signal ? `was ended by ${signal}` : `ended with code ${code}`
      const now = Date.now()
      ends.push(now)
      if (ends.filter((at) => now - at < WINDOW_MS).length >= limit) {
        onGiveUp(`${target.name} ${how} ${limit} times within a minute: ${target.running.logTail()}`)
        return
      }
      report.problem(`${target.name} ${how}; starting it again. ${signal ? '' : target.running.logTail()}`)
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
      if (ended) return
      try {
        target.running = await target.start()
      } catch (error) {
        onGiveUp(`${target.name} could not be started again: ${sentenceOf(error)}`)
        return
      }
      // Stopped while it was starting: whoever stopped us has already gone past it.
      if (ended as boolean) await target.running.stop()
    }
  }
  void watch()
  return {
    end: () => {
      ended = true
    },
  }
}
