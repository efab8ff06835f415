import { describe, expect, it } from 'vitest'
import { isSameFile, type UploadItem } from './upload-item.ts'
import { recallUploads, rememberUploads } from './upload-memory.ts'

const item: UploadItem = {
  id: 'a',
  fileName: 'tam-bao.mov',
  sizeBytes: 100,
  lastModified: 5,
  target: { titleId: 't', episodeId: null, role: 'main' },
  label: 'Đêm Tâm Bão',
  state: 'sending',
  sentBytes: 40,
  rate: null,
  uploadUrl: '/api/uploads/a',
  fingerprint: 'ab',
  known: null,
  error: null,
}

function memory(initial: string | null = null) {
  let kept = initial
  return { getItem: () => kept, setItem: (_key: string, value: string) => void (kept = value) }
}

describe('upload memory', () => {
  it('brings an unfinished transfer back, waiting for its file', () => {
    const storage = memory()
    rememberUploads(storage, [item])
    expect(recallUploads(storage)).toEqual([{ ...item, state: 'needs-file' }])
  })

  it('forgets what is done and what the server never began', () => {
    const storage = memory()
    rememberUploads(storage, [
      { ...item, state: 'done' },
      { ...item, id: 'b', uploadUrl: null },
    ])
    expect(recallUploads(storage)).toEqual([])
  })

  it.each([null, 'no json', '{"a":1}', '[{"id":1}]'])('reads nothing from %j', (kept) => {
    expect(recallUploads(memory(kept))).toEqual([])
  })

  it('knows the same file by name, size and time', () => {
    expect(isSameFile(item, { name: 'tam-bao.mov', size: 100, lastModified: 5 })).toBe(true)
    expect(isSameFile(item, { name: 'tam-bao.mov', size: 101, lastModified: 5 })).toBe(false)
    expect(isSameFile(item, { name: 'tam-bao.mov', size: 100, lastModified: 6 })).toBe(false)
    const begunElsewhere = { ...item, lastModified: null }
    expect(isSameFile(begunElsewhere, { name: 'tam-bao.mov', size: 100, lastModified: 6 })).toBe(true)
  })
})
