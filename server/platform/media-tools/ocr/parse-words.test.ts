import { expect, test } from 'vitest'
import { parseWords } from './parse-words.ts'

const head = 'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext'
const word = (page: number, line: number, confidence: number, text: string) =>
  `5\t${page}\t1\t1\t${line}\t1\t0\t0\t9\t9\t${confidence}\t${text}`

test('puts words into lines and lines into the text of their picture', () => {
  const tsv = [
    head,
    word(1, 1, 90, 'Chào'),
    word(1, 1, 80, 'bạn,'),
    word(1, 2, 70, 'đi'),
    word(2, 1, 60, 'Ừ'),
  ]
  expect(parseWords(tsv.join('\n'), 2)).toEqual([
    { text: 'Chào bạn,\nđi', confidence: 80 },
    { text: 'Ừ', confidence: 60 },
  ])
})

test('gives an empty text for a picture of which nothing was read', () => {
  const tsv = [head, '1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t', word(2, 1, -1, 'x'), word(3, 1, 50, 'a')].join(
    '\r\n',
  )
  expect(parseWords(tsv, 3)).toEqual([
    { text: '', confidence: 0 },
    { text: '', confidence: 0 },
    { text: 'a', confidence: 50 },
  ])
})

test('composes letters that were read as two', () => {
  expect(parseWords(word(1, 1, 90, 'e\u0302\u0301'), 1)).toEqual([{ text: 'ế', confidence: 90 }])
})
