import { expect, it } from 'vitest'
import { z } from 'zod'
import { parseInput } from './parse-input.ts'

it.each([
  [
    z.object({ password: z.string().min(8) }),
    { password: 'a' },
    'The password must have at least 8 characters.',
  ],
  [z.object({ runId: z.uuid() }), { runId: 'no' }, 'The run id must be a UUID.'],
  [z.object({ email: z.email() }), { email: 'no' }, 'The email must be an e-mail address.'],
  [z.object({ title: z.string().min(1) }), { title: '' }, 'The title is empty.'],
  [z.object({ title: z.string() }), {}, 'The title is missing.'],
  [z.object({ title: z.string() }), { title: 1 }, 'The title is not of the right kind.'],
  [z.object({ role: z.enum(['a', 'b']) }), { role: 'c' }, 'The role must be one of a, b.'],
  [z.object({ page: z.int().max(9) }), { page: 10 }, 'The page must be at most 9.'],
  [z.object({ slug: z.string().regex(/^a$/, 'Only a.') }), { slug: 'b' }, 'The slug: Only a.'],
  [z.object({}), null, 'The input is not of the right kind.'],
])('tells a fault in a sentence of ours', (schema, input, sentence) => {
  expect(() => parseInput(schema, input)).toThrow(
    expect.objectContaining({ code: 'input.invalid', message: sentence }),
  )
})

it.each([{ title: 'a\0b' }, { title: '\uD800' }, { 'a\0': 1 }, [[{ deep: ['\uDC00x'] }]], 'a\0'])(
  'refuses text that no database keeps',
  (input) => {
    expect(() => parseInput(z.any(), input)).toThrow(expect.objectContaining({ code: 'input.invalid' }))
  },
)

it('takes marks, pictures of two halves, bytes, and whatever is nested without end', () => {
  const nested = JSON.parse(`${'['.repeat(30_000)}${']'.repeat(30_000)}`) as unknown
  const input = { title: 'Thỏ 🐇', bytes: new Uint8Array(1000), nested }
  expect(() => parseInput(z.any(), input)).not.toThrow()
})
