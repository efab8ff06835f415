import { expect, it } from 'vitest'
import { formatBody } from './format-body.ts'

it('gives JSON its lines, and leaves the rest alone', () => {
  expect(formatBody('{"id":1,"content":"<b>MQ7K</b>"}')).toBe('{\n  "id": 1,\n  "content": "<b>MQ7K</b>"\n}')
  expect(formatBody('a=1&b=2')).toBe('a=1&b=2')
  expect(formatBody('')).toBe('')
})
