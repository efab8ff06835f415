import { expect, test } from 'vitest'
import type { Environment } from '../../env/env.ts'
import { readSepaySettings } from './settings.ts'

const whole = {
  SEPAY_ACCOUNT_NUMBER: '0123499999',
  SEPAY_BANK_BIN: '970436',
  SEPAY_ACCOUNT_HOLDER: 'MARQUEE',
  SEPAY_API_URL: 'https://userapi.sepay.vn/v2',
  SEPAY_API_TOKEN: 'token',
  SEPAY_WEBHOOK_SECRETS: ['secret'],
  SEPAY_WEBHOOK_API_KEYS: [],
}
const read = (change: object) => readSepaySettings({ ...whole, ...change } as unknown as Environment)

test('without an account there is no SePay', () => {
  expect(read({ SEPAY_ACCOUNT_NUMBER: undefined })).toBeNull()
})

test('the bank is named by its digits', () => {
  expect(read({})?.account).toEqual({
    bin: '970436',
    bank: 'Vietcombank',
    number: '0123499999',
    holder: 'MARQUEE',
  })
  expect(read({ SEPAY_WEBHOOK_SECRETS: [], SEPAY_WEBHOOK_API_KEYS: ['key'] })).not.toBeNull()
})

test('what is missing beside the account is named', () => {
  const bare = { SEPAY_BANK_BIN: undefined, SEPAY_API_TOKEN: undefined, SEPAY_WEBHOOK_SECRETS: [] }
  expect(() => read(bare)).toThrow(/SEPAY_BANK_BIN, SEPAY_API_TOKEN, SEPAY_WEBHOOK_SECRETS/)
  expect(() => read({ SEPAY_BANK_BIN: '000000' })).toThrow(/000000/)
})
