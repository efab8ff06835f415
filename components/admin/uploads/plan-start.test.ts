import { expect, it } from 'vitest'
import type { KnownFileDto } from '#server/domains/media/schemas.ts'
import { planStart } from './plan-start.ts'
import type { UploadItem } from './upload-item.ts'

const target = { titleId: 'title', episodeId: null, role: 'main' as const }
const title = { vi: 'Phim' }
const file: UploadItem = {
  id: 'this',
  fileName: 'film.mp4',
  sizeBytes: 100,
  lastModified: 1,
  target,
  label: 'Phim',
  state: 'checking',
  sentBytes: 0,
  rate: null,
  uploadUrl: null,
  fingerprint: null,
  known: null,
  error: null,
}
const unfinished = { uploadId: 'begun', receivedBytes: 40, target, title }
const part: KnownFileDto = { unfinished, source: null }
const elsewhere: KnownFileDto = {
  unfinished: { ...unfinished, target: { ...target, role: 'trailer' } },
  source: null,
}
const whole: KnownFileDto = {
  unfinished: null,
  source: { sourceId: 'source', fileName: 'film.mp4', target, title, samePlace: false },
}

it('sends what the server does not know, or does not answer for', () => {
  expect(planStart(file, { unfinished: null, source: null }, [file])).toEqual({ kind: 'send' })
  expect(planStart(file, null, [file])).toEqual({ kind: 'send' })
})

it('goes on with a part that was sent for the same place', () => {
  const goesOn = { kind: 'go-on', uploadUrl: '/api/uploads/begun', receivedBytes: 40 }
  expect(planStart(file, part, [file])).toEqual(goesOn)
  const left: UploadItem = { ...file, id: 'left', uploadUrl: '/api/uploads/begun', state: 'needs-file' }
  expect(planStart(file, part, [file, left])).toEqual(goesOn)
})

it('asks about a part that was sent for another place, and about a film that is here', () => {
  expect(planStart(file, elsewhere, [file])).toEqual({ kind: 'ask' })
  expect(planStart(file, whole, [file])).toEqual({ kind: 'ask' })
})

it('leaves alone a part that this tab is sending', () => {
  const sending: UploadItem = { ...file, id: 'other', uploadUrl: '/api/uploads/begun', state: 'sending' }
  expect(planStart(file, part, [file, sending])).toEqual({ kind: 'send' })
  expect(planStart(file, elsewhere, [file, sending])).toEqual({ kind: 'send' })
})
