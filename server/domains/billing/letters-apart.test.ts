import { expect, it } from 'vitest'
import { lettersApart } from './letters-apart.ts'

it.each([
  ['MQ7K2P9XW4', 0],
  ['thanh toan mq7k-2p9xw4 cam on', 0],
  ['MQ7K209XW4 CHUYEN TIEN', 1],
  ['CT tu 0123 MQ7K2PXW4 Nguyen Van A', 1],
  ['MQ7K2PP9XW4', 1],
  ['M7K2P9XW', 2],
  ['MQ7KP29XW4', 2],
  ['MQ7K2P0000', 4],
  ['', 10],
])('from %j: %d', (text, apart) => {
  expect(lettersApart('MQ7K2P9XW4', text)).toBe(apart)
})
