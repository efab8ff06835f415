import { readFile } from 'node:fs/promises'
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from '../support/accessibility.ts'
import { askCommandLine } from '../support/command-line.ts'
import { demoSignIn } from '../support/instance.ts'
import { readBook } from '../support/ledger.ts'
import { makePerson } from '../support/make-person.ts'
import { signIn } from '../support/sign-in.ts'
import { findMonthlyPrice, startPayment, transferFor, type StartedPayment } from '../support/start-payment.ts'
import { lookUntil, visit } from '../support/visit.ts'

type Payer = { email: string; payment: StartedPayment }

const run = Date.now()
/** As an amount is shown, whatever space stands before the sign. */
const dong = (digits: string) => new RegExp(`${digits.replaceAll('.', '\\.')}\\s₫`)

/** Makes an account that starts paying a price by transfer. */
async function startPaying(name: string, priceId: string): Promise<Payer> {
  const person = await makePerson(name)
  return { email: person.email, payment: await startPayment(person, priceId) }
}

/** How many rights an account has that hold. */
async function countRights({ email }: Payer): Promise<number> {
  return (await askCommandLine<unknown[]>('entitlement', 'list', email)).length
}

// Three people, six transfers, and a command line that starts anew for each question.
test.beforeEach(() => {
  test.setTimeout(420_000)
})

/** The part of the page under that heading. */
function cardOf(page: Page, name: string) {
  return page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name }) })
}

test('a transfer of too little, of too much and of nobody known ends as it must, and the book balances', async ({
  page,
}) => {
  // 89,000 đồng a month.
  const priceId = await findMonthlyPrice('rap-nha')
  const little = await startPaying('Thiếu Tiền', priceId)
  const much = await startPaying('Dư Tiền', priceId)
  const unknown = await startPaying('Sai Mã', priceId)
  const before = await readBook()
  await signIn(page, demoSignIn('finance'), '/admin/transfers')
  const underpaid = cardOf(page, 'Chuyển thiếu')
  const queue = cardOf(page, 'Cần người khớp')

  await test.step('too little is told and opens nothing; the rest makes it whole', async () => {
    await transferFor(little.payment, 40_000)
    await lookUntil(page, '/admin/transfers', async () => {
      const line = underpaid.getByRole('listitem').filter({ hasText: little.payment.code })
      await expect(line.first()).toContainText(/Thiếu 49\.000/)
      await expect(line.first()).toContainText('Đã báo khách')
    })
    expect(await countRights(little)).toBe(0)
    await transferFor(little.payment, 49_000, `ck ${little.payment.code.toLowerCase()} phan con lai`)
    await lookUntil(page, '/admin/transfers', () =>
      expect(underpaid.getByText(little.payment.code)).toHaveCount(0),
    )
    await expect.poll(() => countRights(little), { timeout: 60_000 }).toBe(1)
  })

  await test.step('too much opens once, and the rest is the customer’s credit', async () => {
    await transferFor(much.payment, 100_000)
    await lookUntil(page, '/admin/transfers?show=all', () =>
      expect(
        page
          .getByRole('row')
          .filter({ hasText: much.payment.code })
          .getByText(/Dư 11\.000/),
      ).toBeVisible(),
    )
    await expect.poll(() => countRights(much), { timeout: 60_000 }).toBe(1)
  })

  await test.step('one that names nobody waits, and finance says whose it is', async () => {
    const misspelt = `${unknown.payment.code.slice(0, 4)}0${unknown.payment.code.slice(5)} CHUYEN TIEN`
    await transferFor(unknown.payment, 89_000, misspelt)
    await lookUntil(page, '/admin/transfers', () =>
      expect(queue.getByRole('listitem').filter({ hasText: misspelt })).toBeVisible(),
    )
    expect(await countRights(unknown)).toBe(0)
    const waiting = queue.getByRole('listitem').filter({ hasText: misspelt })
    await expect(waiting).toContainText('Nội dung không có mã của đơn nào.')
    await expect(waiting).toContainText(
      `Gần nhất: ${unknown.payment.code} của Sai Mã, cùng số tiền, khác 1 ký tự`,
    )
    await expectAccessible(page)
    await waiting.getByRole('button', { name: 'Khớp với đơn này' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('Vừa đủ tiền')
    await dialog.getByRole('button', { name: 'Khớp', exact: true }).click()
    await expect(dialog).toHaveCount(0)
    await expect(waiting).toHaveCount(0)
    await expect.poll(() => countRights(unknown), { timeout: 60_000 }).toBe(1)
  })

  await test.step('one of nobody at all is found by name, or goes back', async () => {
    // Words of this try alone: what another left in the queue is not meant.
    const words = `tien an trua ${Date.now()}`
    await transferFor(unknown.payment, 15_000, words)
    await lookUntil(page, '/admin/transfers', () => expect(queue.getByText(words)).toBeVisible())
    const waiting = queue.getByRole('listitem').filter({ hasText: words })
    await waiting.getByRole('button', { name: 'Tìm đơn' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('searchbox', { name: 'Mã đơn, tên hoặc email' }).fill(unknown.email)
    await dialog.getByRole('button', { name: new RegExp(unknown.payment.code) }).click()
    await expect(dialog).toContainText('Đơn này đã trả đủ')
    await dialog.getByRole('button', { name: 'Thôi' }).click()
    await waiting.getByRole('button', { name: /Cách khác cho/ }).click()
    await page.getByRole('menuitem', { name: 'Đã trả lại' }).click()
    await dialog.getByRole('button', { name: 'Ghi là đã trả' }).click()
    await expect(dialog.getByText('Hãy ghi lại mã giao dịch hoặc lý do.')).toBeVisible()
    await dialog.getByLabel('Mã giao dịch trả lại').fill(`FT${run}`)
    await dialog.getByRole('button', { name: 'Ghi là đã trả' }).click()
    await expect(waiting).toHaveCount(0)
  })

  await test.step('the book tells all of it, and sums to zero', async () => {
    const { balanced, balances } = await readBook()
    expect(balanced).toBe(true)
    const gained = (account: string) => (balances[account] ?? 0) - (before.balances[account] ?? 0)
    expect(['cash', 'revenue', 'credit', 'liability'].map(gained)).toEqual([278_000, -267_000, -11_000, 0])
    await visit(page, '/admin/ledger')
    await expect(page.getByText('Sổ cân')).toBeVisible()
    await expect(page.getByText(`FT${run}`).first()).toBeVisible()
    await visit(page, `/admin/ledger?person=${encodeURIComponent(much.email)}`)
    const entry = page.getByRole('table', { name: /Bút toán của Trả xong/ })
    await expect(entry.getByRole('row', { name: /Tiền ở bên thanh toán SePay/ })).toContainText(
      dong('100.000'),
    )
    await expect(entry.getByRole('row', { name: /Doanh thu/ })).toContainText(dong('89.000'))
    await expect(entry.getByRole('row', { name: /Số dư của khách/ })).toContainText(dong('11.000'))
    await expectAccessible(page)
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Xuất CSV' }).click()
    const file = await download
    expect(file.suggestedFilename()).toMatch(/^marquee-ledger-.*\.csv$/)
    const csv = await readFile(await file.path(), 'utf8')
    expect(csv.split('\r\n').filter((line) => line.includes('Dư Tiền'))).toHaveLength(3)
  })
})
