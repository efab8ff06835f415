import { expect, test } from '@playwright/test'
import { expectPlaying } from '../support/household.ts'
import { makePerson } from '../support/make-person.ts'
import { moveClock } from '../support/move-clock.ts'
import { transfer } from '../support/pay.ts'
import { signIn } from '../support/sign-in.ts'
import { makeSoldFilm, makeSoldSeries } from '../support/sold-film.ts'
import { visit } from '../support/visit.ts'

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
  await visit(page, `/titles/${film.slug}`)
  await expect(
    page.getByText(/^Bạn đang thuê\. Bắt đầu xem trước \d\d\/\d\d\/\d{4}, rồi có 48 giờ để xem$/),
  ).toBeVisible()
  await page.getByRole('link', { name: 'Xem phim' }).click()
  await expectPlaying(page)

  // It was begun: until now it waited for that.
  await visit(page, `/titles/${film.slug}`)
  await expect(page.getByText(/^Bạn đang thuê, xem được đến/)).toBeVisible()
  await expect(rent).toHaveCount(0)
  await moveClock(47 * hourMs)
  await expect(async () => {
    await visit(page, `/watch/${film.slug}`)
    await expectPlaying(page)
  }).toPass({ timeout: 60_000 })

  await moveClock(49 * hourMs)
  await expect(async () => {
    await visit(page, `/watch/${film.slug}`)
    await expect(page.getByText('Tài khoản của bạn chưa có quyền xem phim này.')).toBeVisible({
      timeout: 3000,
    })
  }).toPass({ timeout: 60_000 })
  await page.getByRole('link', { name: 'Về trang phim' }).click()
  await expect(page.getByRole('radio', { name: /Thuê 48 giờ.*39\.000/ })).toBeVisible()
})

test('a season that is bought alone plays and is sold no more, the others are', async ({ page, browser }) => {
  test.setTimeout(300_000)
  const price = { seasons: 2, seasonVnd: 59_000 }
  const series = await makeSoldSeries(browser, 'Nhà bên bến sông', price)
  const seasonOf = (number: number) => page.getByRole('radio', { name: new RegExp(`^Mua Mùa ${number}`) })
  await signIn(page, await makePerson('Lý Thu Ngân'), `/titles/${series.slug}`)
  const buy = page.getByRole('link', { name: /^Mua với 59\.000/ })
  await expect(async () => {
    await seasonOf(2).check({ force: true })
    await expect(seasonOf(2)).toBeChecked({ timeout: 1000 })
  }).toPass()
  await expect(page.getByRole('link', { name: /^Xem T/ })).toHaveCount(0)
  await buy.click()
  await page.getByRole('button', { name: /^Trả 59\.000\s₫ bằng QR$/ }).click()
  await expect(page.getByText('Đang chờ tiền về')).toBeVisible()
  await transfer(page, 59_000)
  await expect(page.getByRole('heading', { name: /đã mở$/ })).toBeVisible()

  await visit(page, `/titles/${series.slug}`)
  await expect(page.getByText('Bạn đã mua Mùa 2', { exact: true })).toBeVisible()
  await expect(seasonOf(1)).toHaveCount(1)
  await expect(seasonOf(2)).toHaveCount(0)
  const season = page.getByRole('combobox', { name: 'Chọn mùa' })
  const locked = page.getByRole('link', { name: /Đang khóa/ })
  await expect(season).toContainText('Mùa 2')
  await expect(locked).toHaveCount(0)
  await expect(async () => {
    await season.click()
    await page.getByRole('option', { name: 'Mùa 1 · đang khóa' }).click({ timeout: 2000 })
  }).toPass()
  await expect(locked).not.toHaveCount(0)
  await page.getByRole('link', { name: 'Xem T2 Tập 1' }).click()
  await expectPlaying(page)
})
