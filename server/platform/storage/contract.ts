import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Storage } from './port.ts'

/** What every storage adapter must do; an adapter's own test calls it with a fresh, empty storage. */
export function describeStorage(name: string, openEmpty: () => Promise<Storage>): void {
  describe(`storage contract: ${name}`, () => {
    let storage: Storage
    let folder: string
    const bytes = randomBytes(200_000)

    beforeAll(async () => {
      storage = await openEmpty()
      folder = await mkdtemp(join(tmpdir(), 'marquee-storage-'))
    })
    afterAll(() => rm(folder, { recursive: true, force: true }))

    const read = async (key: string, range?: { start: number; end?: number }): Promise<Buffer | null> => {
      const object = await storage.get(key, range)
      return object && Buffer.from(await new Response(object.body).arrayBuffer())
    }
    const keys = async (prefix: string): Promise<string[]> =>
      (await Array.fromAsync(storage.list(prefix))).map((info) => info.key)

    it('keeps bytes, strings, streams and files', async () => {
      await storage.put('kept/bytes', bytes)
      await storage.put('kept/text', 'xin chào')
      await storage.put('kept/stream', new Blob([bytes]).stream())
      await writeFile(join(folder, 'film'), bytes)
      const info = await storage.putFile('kept/film.mp4', join(folder, 'film'))
      expect(info).toMatchObject({ key: 'kept/film.mp4', sizeBytes: bytes.length })
      for (const key of ['kept/bytes', 'kept/stream', 'kept/film.mp4']) expect(await read(key)).toEqual(bytes)
      expect((await read('kept/text'))?.toString()).toBe('xin chào')
      expect((await stat(join(folder, 'film'))).size).toBe(bytes.length)
    })

    it('gives parts, both ends inclusive, and tells which', async () => {
      await storage.put('parts', bytes)
      expect(await read('parts', { start: 10, end: 19 })).toEqual(bytes.subarray(10, 20))
      expect(await read('parts', { start: 199_990 })).toEqual(bytes.subarray(199_990))
      const beyond = await storage.get('parts', { start: 199_990, end: 900_000 })
      expect(beyond).toMatchObject({ start: 199_990, end: 199_999, info: { sizeBytes: 200_000 } })
      await beyond?.body.cancel()
      await expect(storage.get('parts', { start: 200_000 })).rejects.toMatchObject({
        code: 'range-unsatisfiable',
      })
    })

    it('keeps an empty object', async () => {
      await storage.put('empty', '')
      expect(await storage.head('empty')).toMatchObject({ sizeBytes: 0 })
      expect(await read('empty')).toHaveLength(0)
    })

    it('has nothing under a key that was never written, nor under a folder', async () => {
      await storage.put('folder/inside', 'x')
      for (const key of ['nothing', 'folder', 'folder/inside/deeper']) {
        expect(await storage.head(key)).toBeNull()
        expect(await storage.get(key)).toBeNull()
      }
    })

    it('changes its validator when an object is replaced', async () => {
      const before = await storage.put('replaced', 'one')
      const after = await storage.put('replaced', 'two')
      expect(after.etag).not.toBe(before.etag)
      expect(await storage.head('replaced')).toMatchObject({ etag: after.etag })
    })

    it('shows nothing of a write that broke, and leaves the old object', async () => {
      await storage.put('broken', 'whole')
      async function* half(): AsyncIterable<Uint8Array> {
        yield await Promise.resolve(bytes)
        throw new Error('the line went dead')
      }
      await expect(storage.put('broken', half())).rejects.toThrow('the line went dead')
      await expect(storage.put('broken-new', half())).rejects.toThrow('the line went dead')
      expect((await read('broken'))?.toString()).toBe('whole')
      expect(await storage.head('broken-new')).toBeNull()
      expect((await keys('')).filter((key) => key.startsWith('broken'))).toEqual(['broken'])
    })

    it('tells of each byte of a file it keeps, and stops a long copy when asked, showing nothing of it', async () => {
      const long = join(folder, 'long')
      await writeFile(long, Buffer.alloc(40 * 1024 * 1024, 7))
      let told = 0
      await storage.putFile('long/whole', long, { onBytes: (count) => void (told += count) })
      expect(told).toBe(40 * 1024 * 1024)
      const controller = new AbortController()
      const stop = () => controller.abort(new Error('enough'))
      await expect(
        storage.putFile('long/half', long, { signal: controller.signal, onBytes: stop }),
      ).rejects.toThrow()
      expect(await keys('long/')).toEqual(['long/whole'])
      await rm(long)
    })

    it('moves a local file in', async () => {
      await writeFile(join(folder, 'upload'), bytes)
      await storage.moveIn('moved/film', join(folder, 'upload'))
      expect(await read('moved/film')).toEqual(bytes)
      await expect(stat(join(folder, 'upload'))).rejects.toThrow('ENOENT')
    })

    it('lists below a prefix in order of key', async () => {
      for (const key of ['list/b/2', 'list/a', 'list/b/1', 'list/b-more', 'lists/other'])
        await storage.put(key, key)
      expect(await keys('list/')).toEqual(['list/a', 'list/b-more', 'list/b/1', 'list/b/2'])
      expect(await keys('list/none/')).toEqual([])
    })

    it('lists the folders right below a prefix', async () => {
      for (const key of ['shelf/b/x/1', 'shelf/a/1', 'shelf/file', 'shelf/a/2']) await storage.put(key, key)
      expect(await Array.fromAsync(storage.listFolders('shelf/'))).toEqual(['shelf/a/', 'shelf/b/'])
      expect(await Array.fromAsync(storage.listFolders('shelf/none/'))).toEqual([])
    })

    it('sweeps what unfinished writes left, and no object', async () => {
      await storage.put('swept/not', 'x')
      expect(await storage.sweepUnfinished(new Date(Date.now() + 60_000))).toBe(0)
      expect(await keys('swept/')).toEqual(['swept/not'])
    })

    it('deletes one object, and all below a prefix, and nothing else', async () => {
      for (const key of ['gone/v1/a', 'gone/v1/b/c', 'gone/v10/a']) await storage.put(key, key)
      await storage.deletePrefix('gone/v1/')
      expect(await keys('gone/')).toEqual(['gone/v10/a'])
      await storage.delete('gone/v10/a')
      await storage.delete('gone/v10/a')
      expect(await keys('gone/')).toEqual([])
    })

    it('refuses keys that lead elsewhere', async () => {
      const bad = [
        '',
        '/etc/passwd',
        '../up',
        'a/../../up',
        'a//b',
        'a/',
        './a',
        'a\\..\\b',
        'a/\0',
        '.incoming/x',
        '-x',
      ]
      for (const key of bad) {
        await expect(async () => storage.put(key, 'x')).rejects.toMatchObject({ code: 'key-invalid' })
        await expect(async () => storage.get(key)).rejects.toMatchObject({ code: 'key-invalid' })
      }
      for (const prefix of ['', 'gone', '../', '/']) {
        await expect(async () => storage.deletePrefix(prefix)).rejects.toMatchObject({ code: 'key-invalid' })
      }
    })

    it('lends an object as a local file', async () => {
      await storage.put('lent', bytes)
      const { path, release } = await storage.asLocalFile('lent')
      expect(await readFile(path)).toEqual(bytes)
      await release()
      expect(await storage.head('lent')).not.toBeNull()
      await expect(storage.asLocalFile('not-there')).rejects.toMatchObject({ code: 'not-found' })
    })

    it('survives many writers of one key', async () => {
      await Promise.all(
        Array.from({ length: 20 }, (_, writer) => storage.put('raced', String(writer).repeat(5000))),
      )
      const text = (await read('raced'))?.toString() ?? ''
      expect(Array.from({ length: 20 }, (_, writer) => String(writer).repeat(5000))).toContain(text)
    })
  })
}
