import { expect, test } from '@playwright/test'
import { expectPlaying } from '../support/household.ts'
import { makePerson } from '../support/make-person.ts'
import { moveClock } from '../support/move-clock.ts'
import { transfer } from '../support/pay.ts'
import { signIn } from '../support/sign-in.ts'
import { makeSoldFilm } from '../support/sold-film.ts'

const hourMs = 3_600_000

test.afterAll(() => moveClock(0))

test('a film is rented, watched, and shut again two days after it was begun', async ({ page, browser }) => {
  test.setTimeout(300_000)
  const film = await makeSoldFilm(browser, 'Ngọn đèn cửa biển', 39_000)
  const rent = page.getByRole('link', { name: /^Thuê với 39\.000/ })
  await signIn(page, await makePerson('Đỗ Minh Châu'), `/titles/${film.slug}`)
  const choice = page.getByRole('radio', { name: /Thuê 48 giờ/ })
  await expect(async () => {
    await choice.check({ force: true })
    await expect(rent).toBeVisible({ timeout: 1000 })
  }).toPass()
  await rent.click()
  await page.getByRole('button', { name: /^Trả 39\.000\s₫ bằng QR$/ }).click()
  await expect(page.getByText('Đang chờ tiền về')).toBeVisible()
  await transfer(page, 39_000)
  await expect(page.getByRole('heading', { name: `${film.title} đã mở` })).toBeVisible()
  await page.getByRole('link', { name: 'Xem ngay' }).click()
  await expectPlaying(page)

  // It was begun: until now it waited for that.
  await page.goto(`/titles/${film.slug}`)
  await expect(page.getByText(/^Bạn đang thuê, xem được đến/)).toBeVisible()
  await expect(rent).toHaveCount(0)
  await moveClock(47 * hourMs)
  await expect(async () => {
    await page.goto(`/watch/${film.slug}`)
    await expectPlaying(page)
  }).toPass({ timeout: 60_000 })

  await moveClock(49 * hourMs)
  await expect(async () => {
    await page.goto(`/watch/${film.slug}`)
    await expect(page.getByText('Tài khoản của bạn chưa có quyền xem phim này.')).toBeVisible({
      timeout: 3000,
    })
  }).toPass({ timeout: 60_000 })
  await page.getByRole('link', { name: 'Về trang phim' }).click()
  await expect(page.getByRole('radio', { name: /Thuê 48 giờ.*39\.000/ })).toBeVisible()
})
