import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { runHook } from '#scripts/testing/run-hook.ts'
import { useLooks } from './use-looks.ts'

const refresh = vi.fn()
vi.mock('#i18n/navigation.ts', () => ({ useRouter: () => ({ refresh }) }))

beforeEach(() => {
  vi.useFakeTimers()
  refresh.mockClear()
})
afterEach(() => vi.useRealTimers())

it('looks ever less often, gives up, and begins anew when it is asked to', async () => {
  const { now, change } = await runHook(useLooks)
  const wait = async (seconds: number) => {
    for (let second = 0; second < seconds; second++) await change(() => vi.advanceTimersByTimeAsync(1000))
  }
  const looksIn = async (seconds: number) => {
    refresh.mockClear()
    await wait(seconds)
    return refresh.mock.calls.length
  }
  expect(await looksIn(10)).toBeGreaterThanOrEqual(3)
  expect(now().isLate).toBe(false)
  // The last of them are far apart.
  await wait(80)
  expect(await looksIn(20)).toBeLessThanOrEqual(1)
  expect(await looksIn(60)).toBeGreaterThan(0)
  expect(now().isLate).toBe(true)
  expect(await looksIn(300)).toBe(0)

  await change(now().lookAgain)
  expect(refresh).toHaveBeenCalledTimes(1)
  expect(now().isLate).toBe(false)
  expect(await looksIn(10)).toBeGreaterThanOrEqual(3)
})
