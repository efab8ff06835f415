import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeLength, findPaymentCodes, isPaymentCode, makePaymentCode } from './payment-code.ts'

const code = fc.constant(0).map(makePaymentCode)

test('a code is short, in capitals and digits, and checks itself', () => {
  fc.assert(
    fc.property(code, (made) => {
      expect(made).toMatch(/^MQ[2-9A-HJ-LNPR-Z]{8}$/)
      expect(made).toHaveLength(codeLength)
      expect(isPaymentCode(made)).toBe(true)
    }),
  )
})

test('one wrong letter is noticed', () => {
  fc.assert(
    fc.property(
      code,
      fc.integer({ min: 2, max: codeLength - 1 }),
      fc.constantFrom('2', 'K', '9', 'Z'),
      (made, at, letter) => {
        fc.pre(made[at] !== letter)
        expect(isPaymentCode(made.slice(0, at) + letter + made.slice(at + 1))).toBe(false)
      },
    ),
  )
})

test('it is found in whatever a bank and a wallet make of it', () => {
  fc.assert(
    fc.property(code, fc.nat({ max: codeLength }), (made, at) => {
      const broken = `${made.slice(0, at)}\n ${made.slice(at)}`
      for (const text of [
        made,
        made.toLowerCase(),
        `MBVCB.123.${broken}-CT tu 0123 toi 456`,
        `${made} ${made}`,
      ])
        expect(findPaymentCodes(text)).toEqual([made])
    }),
  )
})

test('two codes are two, none is none', () => {
  const [first, second] = [makePaymentCode(), makePaymentCode()]
  expect(findPaymentCodes(`${first} va ${second}`)).toEqual([first, second])
  for (const text of ['', 'MQ', 'chuyen tien an trua', 'MQ00000000', 'MQ234567'])
    expect(findPaymentCodes(text)).toEqual([])
})
