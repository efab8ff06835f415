import { expect, it } from 'vitest'
import { readAmount, writeAmount } from './read-amount.ts'

it.each([
  ['89000', 'VND', 89_000],
  ['89.000', 'VND', 89_000],
  ['1,089,000 ₫', 'VND', 1_089_000],
  ['3.99', 'USD', 399],
  ['3,9', 'USD', 390],
  ['$4', 'USD', 400],
  ['', 'USD', null],
  ['  ', 'VND', null],
] as const)('%s of %s is %s', (text, currency, amount) => {
  expect(readAmount(text, currency)).toBe(amount)
})

it.each([
  ['89.00', 'VND'],
  ['8,90', 'VND'],
  ['-5', 'VND'],
  ['0', 'VND'],
  ['0.00', 'USD'],
  ['1.234', 'USD'],
  ['1,000.50', 'USD'],
  ['9'.repeat(30), 'VND'],
  ['năm mươi', 'VND'],
] as const)('%s of %s is no amount', (text, currency) => {
  expect(readAmount(text, currency)).toBeNaN()
})

it('writes what it reads', () => {
  expect(writeAmount(399, 'USD')).toBe('3.99')
  expect(readAmount(writeAmount(400, 'USD'), 'USD')).toBe(400)
  expect(readAmount(writeAmount(89_000, 'VND'), 'VND')).toBe(89_000)
})
