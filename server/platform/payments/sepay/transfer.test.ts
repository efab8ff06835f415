import { expect, test } from 'vitest'
import { sepayTransferSchema, toBankTransfer } from './transfer.ts'

const told = {
  id: 92704,
  gateway: 'Vietcombank',
  transactionDate: '2026-03-25 14:02:37',
  accountNumber: '0123499999',
  code: null,
  content: 'chuyen tien mua phim',
  transferType: 'in',
  transferAmount: 129000,
  accumulated: 19077000,
  subAccount: null,
  referenceCode: 'MBVCB.3278907687',
  description: '',
} as const

test('its time is Vietnam’s, its amount đồng', () => {
  expect(toBankTransfer(sepayTransferSchema.parse(told))).toMatchObject({
    providerId: '92704',
    at: new Date('2026-03-25T07:02:37Z'),
    amountVnd: 129_000,
    direction: 'in',
    code: null,
  })
})

test('the same transfer under another number has the same fingerprint, any other has not', () => {
  const of = (change: object) => toBankTransfer(sepayTransferSchema.parse({ ...told, ...change })).fingerprint
  expect(of({ id: 7, content: 'khac' })).toBe(of({}))
  const others = [
    { transferAmount: 1 },
    { referenceCode: 'x' },
    { transferType: 'out' },
    { accountNumber: '1' },
  ]
  for (const change of others) expect(of(change)).not.toBe(of({}))
})

test('amounts that are none, and days that no calendar has, are refused', () => {
  for (const transferAmount of [0, -1, 1.5, 2e15, '129000', null])
    expect(sepayTransferSchema.safeParse({ ...told, transferAmount }).success).toBe(false)
  const wrongDay = sepayTransferSchema.parse({ ...told, transactionDate: '2026-13-45 99:00:00' })
  expect(() => toBankTransfer(wrongDay)).toThrow(RangeError)
})
