import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { makeFilmWithPictureSubtitles } from '../fixtures/image-subtitles/make-image-subtitles.ts'
import { expectAccessible } from '../support/accessibility.ts'
import { runCommandLine } from '../support/command-line.ts'
import { instance } from '../support/instance.ts'
import { signIn } from '../support/sign-in.ts'
import { visit } from '../support/visit.ts'

const title = 'Phim có phụ đề hình'
const spoken = 'Đường về nhà còn xa lắm.'

test('subtitles that are pictures are read, corrected and shown to viewers', async ({ page }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'picture-subtitles-'))
  try {
    const lines = [{ startMs: 300, endMs: 7_500, text: 'Chào bạn, hôm nay trời đẹp.' }]
    const film = await makeFilmWithPictureSubtitles(folder, 'pgs', [{ language: 'vie', lines }])
    const imported = await runCommandLine(['film', 'import', film, '--title', title, '--publish', '--wait'])
    expect(imported.code, imported.stderr).toBe(0)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }

  await signIn(page, instance.admin, '/admin/titles')
  await page.getByRole('link', { name: title }).first().click()
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible()
  const correct = page.getByRole('link', { name: 'Sửa', exact: true })
  await expect(async () => {
    await page.reload()
    await expect(correct).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 60_000 })
  await expectAccessible(page)
  await correct.click()

  await expect(page.getByRole('heading', { name: 'Phụ đề Tiếng Việt', level: 1 })).toBeVisible()
  const picture = page.getByRole('img', { name: 'Hình của dòng 1' })
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(100)
  await page.getByRole('textbox', { name: 'Chữ của dòng 1' }).fill(spoken)
  await page.getByRole('button', { name: 'Lưu' }).click()
  await expect(page.getByText('Đã lưu')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Đưa vào phim' }).click()
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible()

  await expect(async () => {
    await visit(page, '/')
    await page.getByRole('link', { name: title }).first().click()
    await page.getByRole('main').getByRole('link', { name: 'Xem phim' }).first().click()
    const stage = page.getByTestId('player')
    await expect(stage).toBeVisible()
    await page.mouse.move(300, 300)
    await page.mouse.move(340, 320)
    await page.getByRole('button', { name: 'Âm thanh và phụ đề' }).click({ timeout: 2_000 })
    await page.getByRole('menuitemradio', { name: 'Tiếng Việt' }).last().click({ timeout: 2_000 })
    await expect(stage.getByTestId('subtitle')).toHaveText(spoken, { timeout: 4_000 })
  }).toPass({ timeout: 90_000 })
})
