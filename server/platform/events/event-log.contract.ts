import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import type { EventLog, LoggedEvent, Subscription } from './port.ts'

function makeEvent(tag: string): LoggedEvent {
  return {
    id: randomUUID(),
    type: 'sample.taken',
    payload: { tag },
    occurredAt: new Date('2026-01-02T03:04:05.678Z'),
    requestId: `request-${tag}`,
  }
}

/**
 * What every event log must do; an adapter's test calls it with a way to open one whose unfinished events
 * another consumer takes over after `takeOverMs`.
 */
export function describeEventLog(name: string, open: (takeOverMs: number) => EventLog): void {
  describe(`event log: ${name}`, () => {
    const ends: (() => Promise<void>)[] = []
    afterEach(async () => {
      await Promise.all(ends.splice(0).map((end) => end()))
    })

    async function listen(log: EventLog, options: Partial<Subscription> & { group: string }) {
      const heard: LoggedEvent[] = []
      const onEvent = async (event: LoggedEvent) => void heard.push(event)
      ends.push(await log.subscribe({ consumer: 'one', from: 'oldest', onEvent, ...options }))
      return heard
    }
    const tags = (events: LoggedEvent[]) => events.map((event) => (event.payload as { tag: string }).tag)

    test('every group hears every event whole and in order', async () => {
      const log = open(60_000)
      const events = ['a', 'b', 'c'].map(makeEvent)
      await log.publish(events)
      const [first, second] = [await listen(log, { group: 'first' }), await listen(log, { group: 'second' })]
      await expect.poll(() => tags(first), { timeout: 5000 }).toEqual(['a', 'b', 'c'])
      await expect.poll(() => tags(second), { timeout: 5000 }).toEqual(['a', 'b', 'c'])
      expect(first).toEqual(events)
    })

    test('an event published again is heard once', async () => {
      const log = open(60_000)
      const heard = await listen(log, { group: 'once', from: 'next' })
      const event = makeEvent('once')
      await log.publish([event])
      await log.publish([event, makeEvent('after')])
      await expect.poll(() => tags(heard), { timeout: 5000 }).toEqual(['once', 'after'])
    })

    test('the consumers of a group share its events', async () => {
      const log = open(60_000)
      const one = await listen(log, { group: 'shared', from: 'next', consumer: 'one' })
      const two = await listen(log, { group: 'shared', from: 'next', consumer: 'two' })
      const events = Array.from({ length: 40 }, (_, index) => makeEvent(`shared-${index}`))
      for (const event of events) await log.publish([event])
      await expect.poll(() => one.length + two.length, { timeout: 5000 }).toBe(40)
      expect(new Set([...one, ...two].map((event) => event.id)).size).toBe(40)
    })

    test('an event that could not be handled comes again', async () => {
      const log = open(300)
      let tries = 0
      const onEvent = async () => {
        tries += 1
        if (tries < 3) throw new Error('not yet')
      }
      await listen(log, { group: 'again', from: 'next', onEvent })
      await log.publish([makeEvent('again')])
      await expect.poll(() => tries, { timeout: 10_000 }).toBe(3)
    })

    test('what a dead consumer left unfinished goes to another', async () => {
      const log = open(300)
      let isStuck = false
      const never = async () => {
        isStuck = true
        throw new Error('dies')
      }
      const stop = await log.subscribe({ group: 'left', consumer: 'one', from: 'next', onEvent: never })
      await log.publish([makeEvent('left')])
      await expect.poll(() => isStuck, { timeout: 5000 }).toBe(true)
      await stop()
      const heard = await listen(log, { group: 'left', from: 'next', consumer: 'two' })
      await expect.poll(() => tags(heard), { timeout: 5000 }).toEqual(['left'])
    })
  })
}
