import { expect, test, type Locator, type Page } from '@playwright/test'
import { expectAccessible } from '../support/accessibility.ts'
import { dropFile } from '../support/drop-file.ts'
import { instance, projectRoot } from '../support/instance.ts'
import { signIn } from '../support/sign-in.ts'
import { uniqueFilm } from '../support/unique-film.ts'

const filmName = 'Thỏ trắng và ba tên phá rối'
const poster = `${projectRoot}/db/seed/demo/posters/ruong-troi.webp`

/**
 * Counts from now on how often playback had to wait for data without having been asked to seek. A machine that shows
 * the picture late though its data is there makes it wait as well: that is not counted.
 */
async function countStalls(video: Locator): Promise<void> {
  await video.evaluate((element: HTMLVideoElement) => {
    element.dataset['stalls'] = '0'
    element.addEventListener('waiting', () => {
      const { buffered, currentTime } = element
      const isThere = Array.from({ length: buffered.length }).some(
        (_, index) => buffered.start(index) <= currentTime && buffered.end(index) > currentTime + 1,
      )
      if (!element.seeking && !isThere)
        element.dataset['stalls'] = String(Number(element.dataset['stalls']) + 1)
    })
  })
}

const read = <Key extends 'currentTime' | 'videoHeight' | 'paused'>(video: Locator, key: Key) =>
  video.evaluate((element, name) => (element as HTMLVideoElement)[name], key)

/** Moves the pointer so that the controls stand, then gives the player. */
async function player(page: Page): Promise<Locator> {
  const found = page.getByTestId('player')
  await expect(found).toBeVisible()
  await page.mouse.move(300, 300)
  await page.mouse.move(340, 320)
  return found
}

test.describe.configure({ mode: 'serial' })

test('an admin drags a real film in, sees it encoded and publishes it', async ({ page }) => {
  await signIn(page, instance.admin, '/admin/titles')
  await expect(page.getByRole('heading', { name: 'Nội dung' })).toBeVisible()

  await page.getByRole('button', { name: 'Thêm tên phim' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Tên tiếng Việt').fill(filmName)
  await dialog.getByLabel('Tên tiếng Anh').fill('White rabbit and the three rascals')
  await dialog.getByLabel('Năm').fill('2008')
  await dialog.getByRole('combobox', { name: 'Phân loại tuổi' }).click()
  await page.getByRole('option', { name: /^Phân loại P/ }).click()
  const chooser = page.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: 'Chọn Áp phích' }).click()
  await (await chooser).setFiles(poster)
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Tạo bản nháp' }).click()
  await expect(page.getByRole('heading', { name: filmName, level: 1 })).toBeVisible()

  await dropFile(page, await uniqueFilm())
  await page.getByRole('dialog').getByRole('button', { name: 'Tải lên' }).click()
  const place = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Phim chính' }) })
  const progress = place.getByRole('progressbar', { name: 'Mã hóa Phim chính' })
  const ready = place.getByText('Xem được', { exact: true })
  await expect(progress).toBeVisible({ timeout: 60_000 })
  await page.reload()
  await expect(progress.or(ready)).toBeVisible()
  await expect(ready).toBeVisible({ timeout: 120_000 })
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Công bố', exact: true }).click()
  await expect(page.getByText(/Đang chiếu từ/)).toBeVisible()
})

async function setLoop(video: Locator, loop: boolean): Promise<void> {
  await video.evaluate((element: HTMLVideoElement, wanted) => void (element.loop = wanted), loop)
}

test('a viewer finds it, watches without a stall, chooses 240p, seeks and resumes', async ({ page }) => {
  await signIn(page, instance.viewer, '/')
  await page.getByRole('link', { name: filmName }).first().click()
  await expect(page.getByRole('heading', { name: filmName, level: 1 })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('main').getByRole('link', { name: 'Xem phim' }).first().click()

  const stage = await player(page)
  const video = stage.locator('video')
  await expect.poll(() => read(video, 'currentTime')).toBeGreaterThan(0)
  await countStalls(video)
  await expect.poll(() => read(video, 'currentTime'), { timeout: 20_000 }).toBeGreaterThan(5)
  expect(await video.getAttribute('data-stalls')).toBe('0')
  expect(await read(video, 'paused')).toBe(false)

  // A film of fourteen seconds must not end before a slow machine shows the smaller picture.
  await setLoop(video, true)
  await player(page)
  await page.getByRole('button', { name: 'Chất lượng và tốc độ' }).click()
  await expect(page.getByRole('menuitemradio', { name: '480p', exact: true })).toBeVisible()
  await page.getByRole('menuitemradio', { name: '240p', exact: true }).click()
  await expect.poll(() => read(video, 'videoHeight'), { timeout: 30_000 }).toBe(240)
  await setLoop(video, false)
  await page.keyboard.press('Escape')

  await player(page)
  await page.keyboard.press('k')
  await expect.poll(() => read(video, 'paused')).toBe(true)
  await page.getByRole('slider', { name: 'Vị trí trong phim' }).focus()
  await page.keyboard.press('Home')
  await expect.poll(() => read(video, 'currentTime')).toBeLessThan(1)
  await page.getByRole('slider', { name: 'Vị trí trong phim' }).click({ position: { x: 400, y: 16 } })
  const soughtTo = await read(video, 'currentTime')
  expect(soughtTo).toBeGreaterThan(2)
  await expectAccessible(page)

  const kept = page.waitForResponse((response) => response.url().includes('/api/me/progress'))
  await page.keyboard.press('k')
  await expect.poll(() => read(video, 'currentTime')).toBeGreaterThan(soughtTo + 0.5)
  await page.keyboard.press('k')
  expect((await kept).ok()).toBe(true)
  const left = await read(video, 'currentTime')
  await page.reload()
  await player(page)
  await expect.poll(() => read(video, 'currentTime')).toBeGreaterThan(left - 1.5)
  expect(await read(video, 'currentTime')).toBeLessThan(left + 8)
})
