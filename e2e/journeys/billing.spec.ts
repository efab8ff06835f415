import { expect, test, type Page } from '@playwright/test'
import { orderStripe } from '#server/platform/payments/stripe/stand-in/order-stripe.ts'
import { expectAccessible } from '../support/accessibility.ts'
import type { SignIn } from '../support/instance.ts'
import { runCommandLine } from '../support/command-line.ts'
import { expectMail } from '../support/mail.ts'
import { makePerson } from '../support/make-person.ts'
import { moveClock } from '../support/move-clock.ts'
import { signIn } from '../support/sign-in.ts'
import { findMonthlyPrice, startPayment, transferFor } from '../support/start-payment.ts'
import { visit } from '../support/visit.ts'

const dayMs = 24 * 60 * 60 * 1000
/** A title of the demo that plans open. */
const inPlan = '/titles/hem-cut-88'
const held = 'Có trong gói của bạn'

test.beforeEach(() => moveClock(0))
test.afterAll(() => moveClock(0))

/** Signs in anew: over weeks a session ends by itself, or does not. */
async function comeBack(page: Page, person: SignIn, goOnTo: string): Promise<void> {
  // A page that is open finds its session gone and leads to the sign-in by itself.
  await page.goto('about:blank')
  await page.context().clearCookies()
  await signIn(page, person, goOnTo)
}

/** The provider tells of a plan a moment after it changed, and no page waits for that. */
async function expectStanding(page: Page, standing: string): Promise<void> {
  await expect(async () => {
    await visit(page, '/billing')
    await expect(page.getByText(standing, { exact: true }).first()).toBeVisible({ timeout: 2000 })
  }).toPass({ timeout: 60_000 })
}

test('a plan is cancelled and resumed, watched to the end of what is paid, and over then', async ({
  page,
}) => {
  const person = await makePerson('Lan Anh')
  await signIn(page, person, '/billing')
  await expect(page.getByRole('heading', { name: 'Bạn chưa có gói nào' })).toBeVisible()
  const payment = await startPayment(person, await findMonthlyPrice('rap-nha'))
  await visit(page, '/billing')
  await expect(page.getByRole('link', { name: /^Trả tiếp/ })).toHaveAttribute(
    'href',
    `/checkout/${payment.id}`,
  )
  // The page turns by itself as soon as the bank has told.
  await transferFor(payment, 89_000)
  await expect(page.getByText('Đang dùng')).toBeVisible()
  await expectMail(person.email, /^Biên lai: Gói Rạp Nhà, 1 tháng/)

  await test.step('both ways, by the keyboard', async () => {
    await page.getByRole('button', { name: 'Hủy gói' }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('alertdialog')
    await expect(dialog).toContainText(/Bạn vẫn xem được đến hết \d/)
    await dialog.getByRole('button', { name: 'Hủy gói' }).press('Enter')
    await expect(page.getByText('Đã hủy', { exact: true })).toBeVisible()
    await expectMail(person.email, /^Đã hủy gói Rạp Nhà/)
    await page.getByRole('button', { name: 'Tiếp tục gói' }).click()
    await expect(page.getByText('Đang dùng')).toBeVisible()
  })

  await test.step('on a phone and in English', async () => {
    for (const [width, address] of [
      [360, '/billing'],
      [360, `/en/billing/payments/${payment.id}`],
      [1280, '/en/billing'],
      [1280, '/billing/payments'],
    ] as const) {
      await page.setViewportSize({ width, height: 800 })
      await visit(page, address)
      await expect(page.getByText(/Rạp Nhà|Home Cinema/).first()).toBeVisible()
      await expectAccessible(page)
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow).toBeLessThanOrEqual(0)
    }
  })

  await test.step('asked in its last week, and cancelled', async () => {
    await moveClock(24 * dayMs)
    await comeBack(page, person, '/billing')
    await expect(page.getByRole('link', { name: 'Gia hạn gói' })).toHaveAttribute(
      'href',
      /\/checkout\?price=[\da-f-]{36}$/,
    )
    await page.getByRole('button', { name: 'Hủy gói' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Hủy gói' }).click()
    await expect(page.getByText('Đã hủy', { exact: true })).toBeVisible()
    await visit(page, inPlan)
    await expect(page.getByText(held)).toBeVisible()
  })

  await test.step('over', async () => {
    await moveClock(33 * dayMs)
    await comeBack(page, person, inPlan)
    await expect(page.getByText(held)).toHaveCount(0)
    await expect(page.getByText('Chọn cách xem').first()).toBeVisible()
    // Before any sweep has written it down.
    await visit(page, '/billing')
    await expect(page.getByText('Đã kết thúc')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Chọn gói' })).toBeVisible()
  })
})

test('a card is changed on the provider’s page: it fails, the plan is past due, another card pays and it goes on', async ({
  page,
}) => {
  const person = await makePerson('Lan Anh')
  const payment = await startPayment(person, await findMonthlyPrice('rap-nha'), 'stripe')
  await signIn(page, person, '/billing')

  await test.step('back from having paid, when the clock has run out', async () => {
    await moveClock(40 * 60_000)
    await expect(async () => {
      await visit(page, `/checkout/${payment.id}`)
      await expect(page.getByRole('heading', { name: 'Đơn này đã hết hạn' })).toBeVisible({ timeout: 2000 })
    }).toPass()
    await visit(page, `/checkout/${payment.id}?back=1`)
    await expect(page.getByRole('heading', { name: 'Đang chờ xác nhận' })).toBeVisible()
    await expect(page.getByText('đừng trả thêm lần nữa')).toBeVisible()
    await moveClock(0)
  })

  // Somebody else: the session that ran out just now is the first one's living payment again.
  const payer = await makePerson('Lan Anh')
  await comeBack(page, payer, '/billing')
  const stripe = process.env['E2E_STRIPE_API_BASE']
  const paid = await startPayment(payer, await findMonthlyPrice('rap-nha'), 'stripe')
  await orderStripe(stripe, 'pay-session', { session: paid.id })
  await expectStanding(page, 'Dùng thử')

  await test.step('the card fails', async () => {
    await page.getByRole('button', { name: 'Đổi thẻ' }).click()
    await page.getByRole('button', { name: 'Use a card that is declined' }).click()
    await page.getByRole('link', { name: 'Back to where you came from' }).click()
    await expect(page).toHaveURL(/\/billing$/)
    await orderStripe(stripe, 'renew', { subscription: paid.id })
    await expectStanding(page, 'Quá hạn')
    // The end of the month that nobody paid is named nowhere.
    const today = new Intl.DateTimeFormat('vi', { dateStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' })
    const [day, month] = today
      .format(new Date())
      .split('/')
      .map((part) => part.padStart(2, '0'))
    await expect(page.getByText('Chưa trả từ')).toBeVisible()
    await expect(page.getByText(`Từ ${day}/${month}/`)).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('another one pays', async () => {
    await page.getByRole('button', { name: 'Đổi thẻ' }).click()
    await page.getByRole('button', { name: 'Use a card that is good' }).click()
    await page.getByRole('button', { name: 'Pay what is due' }).click()
    await page.getByRole('link', { name: 'Back to where you came from' }).click()
    await expectStanding(page, 'Đang dùng')
    await expect(page.getByText('Gói tự gia hạn bằng thẻ')).toBeVisible()
  })

  await test.step('cancelled there, resumed here', async () => {
    await page.getByRole('button', { name: 'Đổi thẻ' }).click()
    await page.getByRole('button', { name: 'Cancel at the end of the period' }).click()
    await page.getByRole('link', { name: 'Back to where you came from' }).click()
    // The page turns by itself as soon as the provider has told.
    await expect(page.getByText('Đã hủy', { exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Tiếp tục gói' }).click()
    await expect(page.getByText('Đang dùng')).toBeVisible()
  })

  await test.step('cancelled and resumed here, before the provider has told of either', async () => {
    await page.getByRole('button', { name: 'Hủy gói' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Hủy gói' }).click()
    await page.getByRole('button', { name: 'Tiếp tục gói' }).click()
    await expect(page.getByText('Đang dùng')).toBeVisible()
  })
})

test('what is given back is no longer watched, stands on the receipt, and is nobody else’s to see', async ({
  page,
  browser,
}) => {
  const person = await makePerson('Lan Anh')
  const payment = await startPayment(person, await findMonthlyPrice('rap-nha'))
  await transferFor(payment, 100_000)
  await expectMail(person.email, /^Bạn có 11\.000\s₫ trong số dư/)
  await signIn(page, person, inPlan)
  await expect(page.getByText(held)).toBeVisible()

  await visit(page, '/billing/payments')
  await page.getByRole('listitem').filter({ hasText: payment.code }).getByRole('link').click()
  const receipt = page.getByRole('article')
  await expect(receipt).toContainText(/Đã nhận\s*100\.000\s₫/)
  await expect(receipt).toContainText(/Ghi vào số dư của bạn\s*11\.000\s₫/)

  const asked = await runCommandLine(['payment', 'refund', payment.id, '--reason', 'Mua nhầm', '--json'])
  expect(asked.code, asked.stderr).toBe(0)
  const { id: refundId } = JSON.parse(asked.stdout) as { id: string }
  const done = await runCommandLine(['payment', 'confirm-refund', refundId])
  expect(done.code, done.stderr).toBe(0)
  await page.reload()
  await expect(receipt).toContainText('Đã hoàn tiền')
  await expect(receipt).toContainText(/Đã hoàn\s*−89\.000\s₫/)
  await expect(receipt).not.toContainText('Mua nhầm')
  await expectMail(person.email, /^Đã hoàn 89\.000\s₫/)
  await expect(async () => {
    await visit(page, inPlan)
    await expect(page.getByText(held)).toHaveCount(0, { timeout: 1000 })
  }).toPass({ timeout: 30_000 })
  await visit(page, '/billing')
  await expect(page.getByText('Đã kết thúc')).toBeVisible()
  await expect(page.getByText(/11\.000\s₫/)).toBeVisible()

  const other = await (await browser.newContext()).newPage()
  await signIn(other, await makePerson('Lan Anh'), `/billing/payments/${payment.id}`)
  await expect(other.getByRole('heading', { name: 'Không có trang này.' })).toBeVisible()
  await other.context().close()
})
