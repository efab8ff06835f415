import { expect, test } from 'vitest'
import {
  fromTransaction,
  sepayTransactionSchema,
  sepayTransferSchema,
  toBankTransfer,
  toVietnamTime,
} from './transfer.ts'

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
  const noDay = sepayTransferSchema.parse({ ...told, transactionDate: '2026-02-30 10:00:00' })
  expect(() => toBankTransfer(noDay)).toThrow(RangeError)
})

const listed = {
  id: '07ad3dc9-0000-4000-8000-0afffe87053b',
  transaction_date: told.transactionDate,
  account_number: told.accountNumber,
  va: '',
  transfer_type: 'in',
  amount_in: told.transferAmount,
  amount_out: 0,
  accumulated: 1,
  transaction_content: told.content,
  reference_number: told.referenceCode,
  code: null,
  bank_brand_name: 'Vietcombank',
} as const

test('the API tells of it under another number, with the same fingerprint', () => {
  const heard = toBankTransfer(sepayTransferSchema.parse(told))
  const found = fromTransaction(sepayTransactionSchema.parse(listed))
  expect(found).toEqual({ ...heard, providerId: listed.id })
  const out = { ...listed, transfer_type: 'out', amount_in: 0, amount_out: 5000 }
  expect(fromTransaction(sepayTransactionSchema.parse(out))).toMatchObject({
    direction: 'out',
    amountVnd: 5000,
  })
})

test('the API’s amounts are held to the same', () => {
  for (const amount_in of [0, -1, 1.5, 2e15, '129000.00', null])
    expect(sepayTransactionSchema.safeParse({ ...listed, amount_in }).success).toBe(false)
  // What comes in is not what the other column says.
  expect(sepayTransactionSchema.safeParse({ ...listed, amount_in: 0, amount_out: 5 }).success).toBe(false)
})

test('what a database can not keep is not in its text', () => {
  const odd = toBankTransfer(sepayTransferSchema.parse({ ...told, content: 'MQ\0 \uD800' }))
  expect(odd.content).toBe('MQ  \uFFFD')
})

test('a moment is written in Vietnam’s time', () => {
  expect(toVietnamTime(new Date('2026-03-25T17:00:00.999Z'))).toBe('2026-03-26 00:00:00')
})

test('where the bank gives no number, two transfers of one second are told apart by what they say', () => {
  const of = (content: string) =>
    toBankTransfer(sepayTransferSchema.parse({ ...told, referenceCode: '', content })).fingerprint
  expect(of('MQ7K2P9XW4')).not.toBe(of('MQ5YHL6NL5'))
  expect(of(' MQ7K2P9XW4 ')).toBe(of('MQ7K2P9XW4'))
})
