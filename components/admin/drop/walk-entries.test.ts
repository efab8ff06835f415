import { describe, expect, it } from 'vitest'
import { filesOfDrop } from './walk-entries.ts'

const file = (name: string) => ({
  isFile: true,
  isDirectory: false,
  name,
  file: (done: (file: File) => void) => done(new File(['x'], name)),
})

const folder = (name: string, inside: unknown[]) => ({
  isFile: false,
  isDirectory: true,
  name,
  createReader: () => {
    const left = [...inside]
    // As browsers do: some at a time.
    return { readEntries: (done: (entries: unknown[]) => void) => done(left.splice(0, 2)) }
  },
})

const drop = (entries: unknown[], files: File[] = []) =>
  ({ items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })), files }) as unknown as DataTransfer

describe('filesOfDrop', () => {
  it('walks folders to their end, in order, and leaves out what file systems hide', async () => {
    const season = folder('Mùa 1', [
      file('tập 10.mkv'),
      file('tập 2.mkv'),
      file('.DS_Store'),
      file('phụ.srt'),
    ])
    const files = await filesOfDrop(drop([folder('Phim', [season, file('một.mp4')]), file('hai.mp4')]))
    expect(files.map(({ name }) => name)).toEqual([
      'một.mp4',
      'phụ.srt',
      'tập 2.mkv',
      'tập 10.mkv',
      'hai.mp4',
    ])
  })

  it('takes plain files as they are', async () => {
    const plain = new File(['x'], 'a.mp4')
    expect(await filesOfDrop(drop([file('a.mp4')], [plain]))).toEqual([plain])
  })
})
