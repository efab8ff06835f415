import { expect, test, vi } from 'vitest'
import type { Report } from './report.ts'
import type { RunningProcess } from './start-process.ts'
import { supervise } from './supervise.ts'

const silent: Report = { step: (_name, work) => work(), note: () => {}, problem: () => {} }

function endedProcess(): RunningProcess {
  return {
    name: 'worker',
    pid: 1,
    exited: Promise.resolve({ code: 1, signal: null }),
    hasExited: () => true,
    logTail: () => 'out of memory',
    stop: () => Promise.resolve(),
  }
}

test('a process that keeps ending is started four times, then given up with its last words', async () => {
  vi.useFakeTimers()
  const start = vi.fn(() => Promise.resolve(endedProcess()))
  const gaveUp = vi.fn<(sentence: string) => void>()
  supervise({ name: 'worker', running: endedProcess(), start }, silent, gaveUp)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(start).toHaveBeenCalledTimes(4)
  expect(gaveUp).toHaveBeenCalledWith(
    expect.stringMatching(/worker ended with code 1 5 times .*out of memory/),
  )
  vi.useRealTimers()
})

test('nothing is started again once the watching has ended', async () => {
  const start = vi.fn(() => Promise.resolve(endedProcess()))
  const supervision = supervise({ name: 'worker', running: endedProcess(), start }, silent, () => {})
  supervision.end()
  await Promise.resolve()
  expect(start).not.toHaveBeenCalled()
})
