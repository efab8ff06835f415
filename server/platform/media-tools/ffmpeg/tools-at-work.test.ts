import { expect, it } from 'vitest'
import { doTogether } from './tools-at-work.ts'

const untilStopped = (signal: AbortSignal): Promise<void> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })

it('stops work beside the piece that failed first, and throws what that threw', async () => {
  const ended: string[] = []
  const together = doTogether(new AbortController().signal, [
    (signal) => untilStopped(signal).finally(() => ended.push('other')),
    () => Promise.reject(new Error('broken')),
  ])
  await expect(together).rejects.toThrow('broken')
  expect(ended).toEqual(['other'])
})

it('stops all of it by the signal of the whole', async () => {
  const whole = new AbortController()
  const together = doTogether(whole.signal, [untilStopped, untilStopped])
  whole.abort(new Error('cancelled'))
  await expect(together).rejects.toThrow('cancelled')
})
