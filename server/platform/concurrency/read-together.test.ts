import { expect, it } from 'vitest'
import { readTogether } from './read-together.ts'

/** A reader whose reads end when told. */
function slowReader() {
  const reads: string[][] = []
  const ends: ((error?: Error) => void)[] = []
  const read = readTogether<string>(async (keys) => {
    reads.push([...keys])
    await new Promise<void>((resolve, reject) => ends.push((error) => (error ? reject(error) : resolve())))
    return new Map(keys.filter((key) => key !== 'nobody').map((key) => [key, `found ${key}`]))
  }, 3)
  return { read, reads, end: (error?: Error) => ends.shift()?.(error) }
}

it('reads the first at once and what is asked for meanwhile together, each key once', async () => {
  const { read, reads, end } = slowReader()
  const first = read('a')
  const rest = [read('b'), read('c'), read('b'), read('nobody')]
  expect(reads).toEqual([['a']])
  end()
  expect(await first).toBe('found a')
  await expect.poll(() => reads).toEqual([['a'], ['b', 'c', 'nobody']])
  end()
  expect(await Promise.all(rest)).toEqual(['found b', 'found c', 'found b', null])
})

it('takes no more than so many at once, and leaves none behind', async () => {
  const { read, reads, end } = slowReader()
  const all = ['a', 'b', 'c', 'd', 'e'].map((key) => read(key))
  for (let turn = 0; turn < 3; turn++) {
    await expect.poll(() => reads.length).toBe(turn + 1)
    end()
  }
  expect(await Promise.all(all)).toHaveLength(5)
  expect(reads).toEqual([['a'], ['b', 'c', 'd'], ['e']])
})

it('a read that fails fails for those who were in it, and for nobody after', async () => {
  const { read, reads, end } = slowReader()
  const first = read('a')
  const second = read('b')
  end(new Error('The database is away.'))
  await expect(first).rejects.toThrow('away')
  await expect.poll(() => reads.length).toBe(2)
  end()
  expect(await second).toBe('found b')
})
