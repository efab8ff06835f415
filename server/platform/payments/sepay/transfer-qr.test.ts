import { QRPay } from 'vietnam-qr-pay'
import { expect, test } from 'vitest'
import { makePaymentCode } from './payment-code.ts'
import { transferQr } from './transfer-qr.ts'

const account = { bin: '970416', number: '257678859', holder: 'MARQUEE' }

test('writes the published example letter for letter', () => {
  expect(transferQr(account, 10_000, 'Chuyen tien')).toBe(
    '00020101021238530010A0000007270123000697041601092576788590208QRIBFTTA53037045405100005802VN62150811Chuyen tien630453E6',
  )
})

test('a reader finds the account, the amount and the code again', () => {
  const code = makePaymentCode()
  const read = new QRPay(transferQr(account, 129_000, code))
  expect(read).toMatchObject({
    isValid: true,
    amount: '129000',
    consumer: { bankBin: account.bin, bankNumber: account.number },
    additionalData: { purpose: code },
  })
})

test('draws nothing for an amount that is none', () => {
  for (const amount of [0, -1, 1.5, Number.NaN, 2 ** 60])
    expect(() => transferQr(account, amount, 'x')).toThrow()
  expect(() => transferQr(account, 1, 'x'.repeat(26))).toThrow()
})
