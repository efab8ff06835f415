import { randomUUID } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import { MediaToolError } from '../../platform/media-tools/errors.ts'
import { storage } from '../../platform/storage/index.ts'
import { encodeFailed } from './errors.ts'
import { explainSourceFailure } from './explain-source-failure.ts'

const said = new MediaToolError('decode-failed', 'ffmpeg ended with 1')

afterEach(() => {
  vi.restoreAllMocks()
})

test('a source that is gone is the reason, whatever the tool said; one that is there is not', async () => {
  const key = `sources/${randomUUID()}/film.mp4`
  await storage().put(key, 'film')
  expect((await explainSourceFailure(said, key)).failure.code).toBe('decode-failed')
  await storage().delete(key)
  for (const error of [
    said,
    new MediaToolError('no-space', 'full', { retryable: true }),
    new Error('ENOENT'),
  ])
    expect(await explainSourceFailure(error, key)).toMatchObject({
      failure: { code: 'source-missing' },
      retryable: false,
    })
})

test('what was explained before stays as it is, and so does all where storage gives no answer', async () => {
  const gone = `sources/${randomUUID()}/film.mp4`
  const explained = encodeFailed({ code: 'check-refused', detail: 'black' }, false, null)
  expect((await explainSourceFailure(explained, gone)).failure.code).toBe('check-refused')
  vi.spyOn(storage(), 'head').mockRejectedValue(new Error('storage is away'))
  expect((await explainSourceFailure(said, gone)).failure.code).toBe('decode-failed')
})
