import { expect, test } from '@playwright/test'
import { expectAccessible } from '../support/accessibility.ts'
import { askCommandLine } from '../support/command-line.ts'
import { demoSignIn } from '../support/instance.ts'
import { readBook } from '../support/ledger.ts'
import { makePerson } from '../support/make-person.ts'
import { signIn } from '../support/sign-in.ts'
import { findMonthlyPrice, startPayment, transferFor } from '../support/start-payment.ts'
import { lookUntil, visit } from '../support/visit.ts'

/** Has somebody new pay a plan by transfer, with 11,000 đồng too much. */
async function payTooMuch(name: string): Promise<{ email: string; code: string }> {
  const person = await makePerson(name)
  const payment = await startPayment(person, await findMonthlyPrice('xem-le'))
  await transferFor(payment, payment.amountMinor + 11_000)
  return { email: person.email, code: payment.code }
}

// A command line that starts anew for each question.
test.beforeEach(() => test.setTimeout(420_000))

test('the inbox replays what the bank told without effect, and the books are compared on demand', async ({
  page,
}) => {
  const inbox = '/admin/webhooks?provider=sepay'
  const { code } = await payTooMuch('Hỏi Lại')
  await signIn(page, demoSignIn('finance'), inbox)
  await lookUntil(page, `/admin/payments?code=${code}`, () =>
    expect(page.getByRole('row').filter({ hasText: code })).toContainText(/Dư 11\.000/),
  )
  await visit(page, inbox)
  const replay = page.getByRole('button', { name: /^Làm lại/ }).first()
  const event = ((await replay.getAttribute('aria-label')) ?? '').replace('Làm lại ', '')
  await page.getByRole('button', { name: `Xem nội dung ${event}` }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Nội dung như lúc đến')).toContainText('"transferAmount"')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Đóng' }).last().click()
  const before = await readBook()
  expect(before.balanced).toBe(true)
  await replay.click()
  const asking = page.getByRole('alertdialog')
  await expect(asking).toContainText('không nhận tiền hai lần')
  await asking.getByRole('button', { name: 'Làm lại' }).click()
  await lookUntil(page, inbox, () =>
    expect(page.getByRole('row').filter({ hasText: event }).first()).toContainText('Đã biết rồi'),
  )
  expect(await readBook()).toEqual(before)

  await visit(page, '/admin/reconciliation')
  await page.getByRole('button', { name: 'Đối soát', exact: true }).click()
  await expect(page.getByText('Đã xếp vào hàng chờ.', { exact: false })).toBeVisible()
  await lookUntil(page, '/admin/reconciliation', async () => {
    const asked = page.getByRole('row').filter({ hasText: 'Nhân viên yêu cầu' }).first()
    await expect(asked).toContainText(/SePay: \d+ tin/)
  })
  expect(await readBook()).toEqual(before)
})

test('credit that was sent back is written down from the page of whom it belongs to, once and never more', async ({
  page,
}) => {
  const { email } = await payTooMuch('Dư Tiền')
  await signIn(page, demoSignIn('finance'), `/admin/accounts?q=${encodeURIComponent(email)}`)
  await page.getByRole('row').filter({ hasText: email }).getByRole('link').first().click()
  await page.waitForURL(/\/admin\/accounts\/[\da-f-]{36}$/)
  const open = page.getByRole('button', { name: 'Trả lại số dư' })
  await lookUntil(page, page.url(), () => expect(open).toBeVisible())

  await open.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Số tiền đã chuyển')).toHaveValue('11000')
  await expectAccessible(page)
  await dialog.getByLabel('Số tiền đã chuyển').fill('11.001')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText(/Nhiều nhất là 11\.000/)).toHaveRole('alert')
  await expect(dialog.getByText('Hãy ghi lại mã giao dịch hoặc lý do.')).toBeVisible()
  await dialog.getByLabel('Số tiền đã chuyển').fill('4.000')
  const note = `FT${Date.now()}`
  await dialog.getByLabel('Mã giao dịch trả lại').fill(note)
  await dialog.getByRole('button', { name: /^Ghi đã trả 4\.000/ }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText(/^Số dư 7\.000/)).toBeVisible()

  await open.click()
  // Meanwhile another of the staff sends all that is left: what is written here comes too late.
  const others = ['--email', email, '--amount', '7000', '--note', 'FT0']
  await askCommandLine('ledger', 'pay-back-credit', ...others)
  await dialog.getByLabel('Mã giao dịch trả lại').fill(note)
  await dialog.getByRole('button', { name: /^Ghi đã trả 7\.000/ }).click()
  await expect(dialog.getByText(/^Không còn số dư nào trả lại được/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Thôi' }).click()
  await expect(open).toHaveCount(0)

  await page.setViewportSize({ width: 360, height: 740 })
  await visit(page, `/admin/ledger?source=credit.paid-back&person=${encodeURIComponent(email)}`)
  await expect(page.getByText(note)).toHaveCount(1)
  const balances = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { level: 2, name: 'Số dư', exact: true }) })
  await expect(balances.getByText('Tiền ở bên thanh toán').first()).toBeAttached()
  expect(await balances.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
  expect((await readBook()).balanced).toBe(true)
})
