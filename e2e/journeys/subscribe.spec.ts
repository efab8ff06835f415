import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from '../support/accessibility.ts'
import { choose } from '../support/choose.ts'
import { expectPlaying } from '../support/household.ts'
import { makePerson } from '../support/make-person.ts'
import { transfer } from '../support/pay.ts'
import type { Film } from '../support/provide-film.ts'
import { signIn } from '../support/sign-in.ts'
import { makeSoldFilm } from '../support/sold-film.ts'
import { visit } from '../support/visit.ts'

let film: Film

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000)
  film = await makeSoldFilm(browser, 'Chợ nổi mờ sương')
})

/** Chooses the smallest plan and goes on to pay it. */
async function choosePlan(page: Page): Promise<void> {
  await choose(page.getByRole('radio', { name: /Xem Lẻ/ }))
  await page.getByRole('link', { name: 'Tiếp tục thanh toán' }).click()
}

/** Opens the film from its page, where nothing is to be paid any more. */
async function watchFromItsPage(page: Page): Promise<void> {
  await visit(page, `/titles/${film.slug}`)
  await expect(page.getByText('Có trong gói của bạn')).toBeVisible()
  await page.getByRole('link', { name: /^Xem phim/ }).click()
  await expectPlaying(page)
}

test('by QR: a visitor signs in on the way, pays too little, then the rest, and the page turns by itself', async ({
  page,
}) => {
  const person = await makePerson('Phạm Thu Hà')
  await visit(page, '/plans')
  await choosePlan(page)
  await page.getByLabel('Email').fill(person.email)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Thanh toán' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Trả 49\.000\s₫ bằng QR$/ }).dblclick()

  await expect(page.getByRole('heading', { name: 'Quét mã bằng app ngân hàng' })).toBeVisible()
  await expect(page.getByText('Đang chờ tiền về')).toBeVisible()
  await expectAccessible(page)
  // Gone after a reload.
  await page.evaluate(() => Object.assign(window, { stayed: true }))
  await transfer(page, 40_000)
  await expect(page.getByRole('heading', { level: 1, name: /^Còn thiếu 9\.000/ })).toBeVisible()
  await transfer(page, 10_000)
  await expect(page.getByRole('heading', { name: 'Gói Xem Lẻ đã mở' })).toBeVisible()
  await expect(page.getByText(/Bạn chuyển dư 1\.000/)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Chọn phim để xem' })).toBeVisible()
  expect(await page.evaluate(() => 'stayed' in window)).toBe(true)
  await expectAccessible(page)
  await watchFromItsPage(page)

  await test.step('nobody else sees the payment', async () => {
    await page.goBack()
    await page.goBack()
    await expect(page).toHaveURL(/\/checkout\/[\da-f-]{36}$/)
    const address = page.url()
    // A page that is open finds its session gone and leads to the sign-in by itself.
    await page.goto('about:blank')
    await page.context().clearCookies()
    await signIn(page, await makePerson('Người khác'), new URL(address).pathname)
    await expect(page.getByRole('heading', { name: 'Gói Xem Lẻ đã mở' })).toHaveCount(0)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Không có trang này.')
  })
})

test('by card: back without paying, a card that is declined, then one that is good', async ({ page }) => {
  await signIn(page, await makePerson('Trần Văn Nam'), '/plans')
  await choosePlan(page)
  await choose(page.getByRole('radio', { name: /^Thẻ/ }))
  await page.getByRole('button', { name: /^Trả 49\.000\s₫ bằng thẻ$/ }).click()
  await page.getByRole('button', { name: 'Back without paying' }).click()
  await expect(page.getByRole('heading', { name: 'Bạn chưa trả xong' })).toBeVisible()
  await page.getByRole('link', { name: 'Đến trang thanh toán' }).click()
  await page.getByRole('button', { name: 'Pay with a card that is declined' }).click()
  await expect(page.getByRole('alert')).toHaveText('Your card was declined.')
  await page.getByRole('button', { name: 'Pay', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Gói Xem Lẻ đã mở' })).toBeVisible()
  await watchFromItsPage(page)

  await test.step('whoever has a plan that renews is sold no second one', async () => {
    await visit(page, '/plans')
    await choosePlan(page)
    await expect(page.getByRole('heading', { name: 'Bạn đang có gói Xem Lẻ' })).toBeVisible()
    await expect(page.getByText(/^Gói tự gia hạn ngày .*không cần trả thêm gì/)).toBeVisible()
  })

  await test.step('nor another one before it is cancelled', async () => {
    await visit(page, '/plans')
    await page.getByRole('link', { name: 'Tiếp tục thanh toán' }).click()
    await expect(page.getByText(/Muốn sang gói Rạp Nhà, 1 tháng, hãy hủy gói đang có/)).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Mở trang quản lý gói' }).click()
    await page.getByRole('button', { name: 'Hủy gói' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Hủy gói' }).click()
    await expect(page.getByText('Đã hủy', { exact: true })).toBeVisible()
    await page.getByRole('link', { name: 'Xem các gói' }).click()
    await page.getByRole('link', { name: 'Tiếp tục thanh toán' }).click()
    await expect(page.getByText('Gói Xem Lẻ đang có sẽ kết thúc khi gói này mở.')).toBeVisible()
  })
})
