import { expect, it } from 'vitest'
import { summariseChunks, type ChunkStanding } from './summarise-chunks.ts'

const chunk = (frames: number, more: Partial<ChunkStanding> = {}): ChunkStanding => ({
  kind: 'video',
  frames,
  state: 'waiting',
  atWork: null,
  ...more,
})
const sound = (more: Partial<ChunkStanding> = {}) => chunk(0, { kind: 'audio', ...more })

it('adds up what is done and what is being made', () => {
  const standing = summariseChunks([
    sound({ state: 'done' }),
    chunk(200, { state: 'done' }),
    chunk(200, { state: 'encoding', atWork: { percent: 50, fps: 20 } }),
    chunk(200, { state: 'encoding', atWork: { percent: 25, fps: 30 } }),
    chunk(400),
  ])
  expect(standing).toMatchObject({ share: 0.35, fps: 50, chunks: { total: 5, done: 2, atWork: 2 } })
  // 650 frames at 50 a second, and a tenth of what one worker would need for 1,000 at 25.
  expect(standing.etaSeconds).toBe(17)
})

it('knows no time left while nothing has begun', () => {
  const waiting = summariseChunks([
    sound({ state: 'encoding', atWork: { percent: 3, fps: null } }),
    chunk(100),
  ])
  expect(waiting).toMatchObject({ share: 0, fps: null, etaSeconds: null })
})

it('is whole when all are done, and never more', () => {
  const over = chunk(100, { state: 'encoding', atWork: { percent: 101, fps: 9 } })
  expect(summariseChunks([sound({ state: 'done' }), chunk(100, { state: 'done' }), over]).share).toBe(1)
})
