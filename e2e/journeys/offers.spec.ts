import { expect, test } from '@playwright/test'
import { runCommandLine } from '../support/command-line.ts'
import { demoSignIn } from '../support/instance.ts'
import { signIn } from '../support/sign-in.ts'
import { alive, visit } from '../support/visit.ts'

/** As a price is shown, whatever space stands before the sign. */
const dong = (digits: string) => new RegExp(`${digits.replaceAll('.', '\\.')}\\s₫`)

// Other journeys pay what it cost before, also when this one fails half-way.
test.afterEach(async ({ page }) => {
  const { code, stderr } = await runCommandLine(['plan', 'price', 'rap-nha', '--amount', '89000'])
  expect(code, stderr).toBe(0)
  await expect(async () => {
    await visit(page, '/plans')
    await expect(page.getByRole('radio', { name: /Rạp Nhà.*89\.000/ })).toBeChecked({ timeout: 2000 })
  }).toPass({ timeout: 60_000 })
})

test('a price that finance sets is what a visitor sees at the next look, and the old one keeps its dates', async ({
  page,
  browser,
}) => {
  const visitor = await (await browser.newContext()).newPage()
  const chosen = () => visitor.getByRole('radio', { name: /Rạp Nhà/ })
  const goOn = visitor.getByRole('link', { name: 'Tiếp tục thanh toán' })
  await visit(visitor, '/plans')
  await expect(chosen()).toBeChecked()
  await expect(visitor.getByRole('radio', { name: /Rạp Nhà.*89\.000/ })).toBeChecked()
  const before = await goOn.getAttribute('href')
  expect(before).toMatch(/\/checkout\?price=[\da-f-]{36}$/)

  await signIn(page, demoSignIn('finance'), '/admin/plans')
  await page.getByRole('button', { name: 'Đổi giá Rạp Nhà, Tháng' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Đồng Việt Nam').fill('89.00')
  await dialog.getByRole('button', { name: 'Lưu' }).click()
  await expect(dialog.getByText('Hãy nhập một số tiền, như 89.000.')).toBeVisible()
  await dialog.getByLabel('Đồng Việt Nam').fill('95.000')
  await dialog.getByRole('button', { name: 'Lưu' }).click()
  await expect(page.getByText('Đã đổi giá Rạp Nhà, tháng')).toBeVisible()
  await page.getByLabel('Lịch sử giá Rạp Nhà').click()
  const history = page.getByRole('group').filter({ hasText: 'Lịch sử giá' })
  await expect(history.getByRole('listitem').filter({ hasText: dong('89.000') })).toContainText('đến')

  await visitor.reload()
  await alive(visitor)
  await expect(visitor.getByRole('radio', { name: /Rạp Nhà.*95\.000/ })).toBeChecked()
  expect(await goOn.getAttribute('href')).not.toBe(before)

  await test.step('by the keyboard to another, by the year', async () => {
    await chosen().focus()
    await visitor.keyboard.press('ArrowDown')
    await expect(visitor.getByRole('radio', { name: /Hàng Ghế Đầu/ })).toBeChecked()
    await visitor.getByText('Theo năm').click()
    await expect(visitor.getByRole('radio', { name: /Hàng Ghế Đầu.*1\.490\.000/ })).toBeChecked()
  })

  await visitor.context().close()
})
