import { expect, type Page } from '@playwright/test'
import { orderTransfer } from '#server/platform/payments/sepay/stand-in/order-transfer.ts'

/** Transfers what the QR page on screen asks for, or another amount, with the words that a bank puts around the code. */
export async function transfer(page: Page, amountVnd: number): Promise<void> {
  const apiUrl = process.env['E2E_SEPAY_API_URL']
  if (!apiUrl) throw new Error('E2E_SEPAY_API_URL is not set: run the journeys with npm test -- e2e.')
  const account = await valueOf(page, 'Số tài khoản')
  const code = await valueOf(page, 'Nội dung, giữ nguyên')
  await orderTransfer(apiUrl, {
    account: account.replaceAll(' ', ''),
    amount: amountVnd,
    content: `CT DEN ${code} Thanh toan QR`,
  })
}

async function valueOf(page: Page, label: string): Promise<string> {
  const row = page.locator('dl > div').filter({ has: page.getByText(label, { exact: true }) })
  const value = await row.locator('dd').first().textContent()
  expect(value).toBeTruthy()
  return value ?? ''
}
