import { expect, test } from 'vitest'
import { readJson } from './read-json.ts'

const post = (body: BodyInit | null): Request =>
  new Request('http://localhost/', { method: 'POST', body, duplex: 'half' } as RequestInit)

test('gives what the body says', async () => {
  expect(await readJson(post('{"tên":"Thỏ"}'))).toEqual({ tên: 'Thỏ' })
})

test('refuses what is no JSON, nothing included', async () => {
  for (const body of ['{"a":', 'xin chào', '', null])
    await expect(readJson(post(body))).rejects.toMatchObject({ code: 'input.not-json' })
})

test('refuses a body that has no end without reading on', async () => {
  let chunks = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      chunks += 1
      controller.enqueue(new Uint8Array(16 * 1024))
    },
  })
  await expect(readJson(post(endless))).rejects.toMatchObject({ code: 'input.too-large' })
  expect(chunks).toBeLessThan(10)
})
