import { PassThrough, Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { gather } from './gather-bytes.ts'

const mebibyte = 1024 * 1024
const piece = (fill: number) => Buffer.alloc(64 * 1024, fill)

function taker() {
  const taken: Buffer[] = []
  const sizes: number[] = []
  const hand = async (pieces: Uint8Array[], bytes: number) => {
    // What comes meanwhile has to wait.
    await new Promise((resolve) => setTimeout(resolve, 2))
    taken.push(Buffer.concat(pieces))
    sizes.push(bytes)
  }
  return { hand, sizes, all: () => Buffer.concat(taken) }
}

const admit = () => undefined
const signal = undefined

it('hands on everything in its order, a megabyte or two at a time', async () => {
  const pieces = Array.from({ length: 50 }, (_, index) => piece(index))
  const { hand, sizes, all } = taker()
  await gather(Readable.from(pieces), { hand, admit, signal })
  expect(all().equals(Buffer.concat(pieces))).toBe(true)
  expect(sizes[0]).toBe(mebibyte)
  expect(Math.max(...sizes)).toBeLessThan(3 * mebibyte)
})

it('hands on what came of a stream that breaks, and says that it broke', async () => {
  const stream = new PassThrough()
  const { hand, all } = taker()
  const gathered = gather(stream, { hand, admit, signal })
  stream.write(piece(1))
  setTimeout(() => stream.destroy(new Error('gone')), 20)
  await expect(gathered).rejects.toThrow('gone')
  expect(all().equals(piece(1))).toBe(true)
})

it('does not wait for a stream that broke before it was read', async () => {
  const stream = new PassThrough()
  stream.destroy()
  await expect(gather(stream, { ...taker(), admit, signal })).rejects.toThrow('closed')
})

it('ends with what the taking threw, and hands on nothing more', async () => {
  let calls = 0
  const hand = () => {
    calls += 1
    return Promise.reject(new Error('full'))
  }
  const pieces = Array.from({ length: 50 }, (_, index) => piece(index))
  await expect(gather(Readable.from(pieces), { hand, admit, signal })).rejects.toThrow('full')
  expect(calls).toBe(1)
})

it('gives way, keeping what came', async () => {
  const stream = new PassThrough()
  const { hand, all } = taker()
  const other = new AbortController()
  const gathered = gather(stream, { hand, admit, signal: other.signal })
  stream.write(piece(7))
  setTimeout(() => other.abort(), 20)
  await expect(gathered).rejects.toThrow('Another connection')
  expect(all().equals(piece(7))).toBe(true)
  expect(stream.destroyed).toBe(true)
})
