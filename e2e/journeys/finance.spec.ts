import { expect, test, type Page } from '@playwright/test'
import { orderStripe } from '#server/platform/payments/stripe/stand-in/order-stripe.ts'
import { expectAccessible } from '../support/accessibility.ts'
import { demoSignIn, instance } from '../support/instance.ts'
import { makePerson } from '../support/make-person.ts'
import { signIn } from '../support/sign-in.ts'
import { findMonthlyPrice, startPayment } from '../support/start-payment.ts'
import { visit } from '../support/visit.ts'

const patient = { timeout: 60_000 }

/** What the postings that the page shows sum to, and how many there are. */
async function shownPostings(page: Page): Promise<{ count: number; sum: number }> {
  const amounts = await page
    .locator('[data-amount]')
    .evaluateAll((lines: HTMLElement[]) => lines.map((line) => Number(line.dataset['amount'])))
  return { count: amounts.length, sum: amounts.reduce((sum, amount) => sum + amount, 0) }
}

async function refund(page: Page, words: { amount?: string; reason: string }): Promise<void> {
  await fillRefund(page, words)
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

async function fillRefund(page: Page, words: { amount?: string; reason: string }): Promise<void> {
  await page.getByRole('button', { name: 'Hoàn tiền' }).click()
  const dialog = page.getByRole('dialog')
  if (words.amount !== undefined) {
    await dialog.getByRole('radio', { name: 'Một phần' }).check()
    await dialog.getByLabel('Số tiền hoàn').fill(words.amount)
  }
  await dialog.getByLabel('Lý do').fill(words.reason)
  await dialog.getByRole('button', { name: /^Hoàn \d/ }).click()
}

/** The same, but the answer is lost on its way, and whoever asked closes the form. */
async function loseAnswer(page: Page, words: { amount: string; reason: string }): Promise<void> {
  const isAction = (url: URL) => url.pathname === '/admin/payments'
  await page.route(isAction, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    await route.fetch()
    await route.abort()
  })
  const dialog = page.getByRole('dialog')
  await fillRefund(page, words)
  await expect(dialog.getByRole('alert')).toBeVisible()
  await page.unroute(isAction)
  await dialog.getByRole('button', { name: 'Để yên' }).click()
}

test('finance sees a payment, gives it back in part and then whole, and the ledger sums to zero', async ({
  page,
}) => {
  test.slow()
  const person = await makePerson('Người mua')
  // A plan without a trial.
  const { id, code } = await startPayment(person, await findMonthlyPrice('xem-le'), 'stripe')
  await orderStripe(process.env['E2E_STRIPE_API_BASE'], 'pay-session', { session: id })

  await signIn(page, demoSignIn('finance'), '/admin/payments')
  await expect(page.getByRole('slider', { name: /^Thu ròng mỗi ngày/ })).toBeVisible()
  await visit(page, `/admin/payments?code=${code.toLowerCase()}`)
  const row = page.getByRole('row').filter({ hasText: code })
  await expect(async () => {
    await page.reload()
    await expect(row).toContainText('Đã trả')
  }).toPass(patient)
  await row.getByRole('link', { name: code }).click()
  const ledger = page.getByRole('region', { name: `Sổ cái của ${code}` })
  await expect(ledger.getByText('Đã trả đủ')).toBeVisible()
  await expect(ledger.getByText('Phí thanh toán')).toBeVisible()
  const before = await shownPostings(page)
  expect(before).toEqual({ count: 4, sum: 0 })
  await expectAccessible(page)

  await test.step('more than there is is not given back, a part is', async () => {
    await page.getByRole('button', { name: 'Hoàn tiền' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: 'Một phần' }).check()
    await dialog.getByLabel('Số tiền hoàn').fill('999.000')
    await dialog.getByRole('button', { name: 'Hoàn tiền' }).click()
    await expect(dialog.getByText(/Nhiều nhất là/)).toBeVisible()
    await expect(dialog.getByText('Hãy ghi lý do.')).toBeVisible()
    await dialog.getByRole('button', { name: 'Để yên' }).click()
    await loseAnswer(page, { amount: '9.000', reason: 'bớt vì phim giật' })
    await expect(ledger.getByText('Hoàn tiền')).toBeVisible(patient)
    // Who does not know that it was written sends it again: it is the same.
    await refund(page, { amount: '9.000', reason: 'bớt vì phim giật' })
    await page.reload()
    await expect(page.getByText('bớt vì phim giật')).toHaveCount(1)
    await expect(ledger.getByText('Hoàn tiền')).toBeVisible(patient)
    expect(await shownPostings(page)).toEqual({ count: 6, sum: 0 })
  })

  await test.step('then all that is left, and the plan ends', async () => {
    await refund(page, { reason: 'đổi ý' })
    await expect(ledger.getByText('Hoàn tiền')).toHaveCount(2, patient)
    expect(await shownPostings(page)).toEqual({ count: 8, sum: 0 })
    await expect(page.getByRole('button', { name: 'Hoàn tiền' })).toHaveCount(0)
    await visit(page, `/admin/subscribers?person=${encodeURIComponent(person.email)}&state=ended`)
    await expect(page.getByRole('row').filter({ hasText: 'Xem Lẻ' }).first()).toContainText('Đã hết')
  })

  await test.step('the list is taken as a spreadsheet', async () => {
    const answer = await page.request.get(`/admin/payments/export?code=${code}`)
    const lines = (await answer.text()).trimEnd().split('\r\n')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toContain(`${id},${code}`)
  })
})

test('support sees payments and gives nothing back; a viewer sees none', async ({ page, browser }) => {
  await signIn(page, demoSignIn('support'), '/admin/payments')
  await expect(page.getByRole('heading', { name: 'Thanh toán', level: 1 })).toBeVisible()
  await expect(page.getByRole('slider')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Đối soát ngay' })).toHaveCount(0)

  const outside = await (await browser.newContext()).newPage()
  await signIn(outside, instance.viewer, '/admin/payments')
  await expect(outside.getByText('Trang này chỉ dành cho người quản trị.')).toBeVisible()
  const answer = await outside.request.get('/admin/payments/export')
  expect(answer.status()).toBe(403)
  await outside.context().close()
})
