import { stat, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { runCommandLine } from '../support/command-line.ts'
import { instance } from '../support/instance.ts'
import { freezeWeb, restartWeb } from '../support/restart.ts'
import { signIn } from '../support/sign-in.ts'
import { uniqueFilm } from '../support/unique-film.ts'
import { visit } from '../support/visit.ts'

let film: string
let name: string

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  film = await uniqueFilm()
  name = `Phim gửi dở ${Date.now()}`
})

/** Sends a film from the page of titles, as a draft of this name. */
async function send(page: Page, title: string): Promise<void> {
  await prepare(page, title)
  await begin(page)
}

async function begin(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Tạo và tải lên' }).click()
}

async function prepare(page: Page, title: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Tải phim lên' }).first().click()
  await (await chooser).setFiles(film)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').first().fill(title)
}

/** A line so slow that the film takes a minute. */
async function slowDown(context: BrowserContext, page: Page): Promise<void> {
  const { size } = await stat(film)
  const session = await context.newCDPSession(page)
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: size / 60,
  })
}

async function received(page: Page): Promise<number> {
  const uploads = (await (await page.request.get('/api/uploads')).json()) as { receivedBytes: number }[]
  return uploads[0]?.receivedBytes ?? 0
}

test('a closed tab and a killed server lose nothing of an upload', async ({ page, context }) => {
  await signIn(page, instance.admin, '/admin/titles')
  await slowDown(context, page)
  await send(page, name)
  const { size } = await stat(film)
  await expect.poll(() => received(page), { timeout: 60_000 }).toBeGreaterThan(size / 10)
  // Chromium sends the rest as fast as it can once a page closes: by then nobody reads.
  await freezeWeb()
  await page.close()

  await restartWeb()

  const later = await context.newPage()
  await visit(later, '/admin/titles')
  const kept = await received(later)
  expect(kept).toBeGreaterThan(size / 10)
  expect(kept).toBeLessThan(size)
  const again = later.getByRole('button', { name: 'Chọn lại tệp để tiếp tục' })
  await expect(again).toBeVisible()
  const part = later.waitForRequest((request) => request.method() === 'PATCH')
  const chooser = later.waitForEvent('filechooser')
  await again.click()
  await (await chooser).setFiles(film)
  const headers = (await part).headers()
  expect(headers['upload-offset']).toBe(String(kept))
  expect(headers['upload-sha256']).toMatch(/^[0-9a-f]{64}$/)
  await expect(later.getByText('Đã tải lên xong').first()).toBeVisible({ timeout: 30_000 })

  const id = await idOf(name)
  const playable = async () => (await runCommandLine(['film', 'url', id, '--json'])).code
  await expect.poll(playable, { timeout: 120_000, intervals: [2_000] }).toBe(0)
  const { hls } = JSON.parse((await runCommandLine(['film', 'url', id, '--json'])).stdout) as { hls: string }
  expect(await (await later.request.get(hls)).text()).toContain('#EXTM3U')
})

test('the same film again is offered, not sent', async ({ page }) => {
  await signIn(page, instance.admin, '/admin/titles')
  const parts: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'PATCH') parts.push(request.url())
  })
  await send(page, `${name}, bản hai`)
  await expect(page.getByText('Tệp này đã có sẵn')).toBeVisible()
  // Asked before anything is made: thinking better of it leaves no draft.
  await page.getByRole('button', { name: 'Thôi' }).click()
  expect(await titlesNamed(`${name}, bản hai`)).toBe(0)
  await send(page, `${name}, bản hai`)
  await page.getByRole('button', { name: 'Vẫn tạo bản nháp' }).click()
  await expect(page.getByText('Đã tải lên xong').first()).toBeVisible()
  expect(parts).toEqual([])
})

test('two tabs that send the same film at once send it once', async ({ page, context }) => {
  film = await uniqueFilm()
  await signIn(page, instance.admin, '/admin/titles')
  const other = await context.newPage()
  await visit(other, '/admin/titles')
  for (const [index, tab] of [page, other].entries()) {
    await slowDown(context, tab)
    await prepare(tab, `${name}, tab ${index}`)
  }
  await Promise.all([begin(page), begin(other)])
  const asked = (tab: Page) => tab.getByText('Tệp này đang tải dở').count()
  await expect.poll(async () => (await asked(page)) + (await asked(other)), { timeout: 30_000 }).toBe(1)
  expect((await (await page.request.get('/api/uploads')).json()) as unknown[]).toHaveLength(1)
})

test('a film that cannot be taken is refused before its draft is made', async ({ page }) => {
  film = path.join(path.dirname(film), 'vast.mp4')
  await writeFile(film, '')
  // It takes no place on the disk.
  await truncate(film, 201 * 1024 ** 3)
  await signIn(page, instance.admin, '/admin/titles')
  await send(page, `${name}, quá lớn`)
  await expect(page.getByRole('dialog').getByText('Tệp lớn hơn mức')).toBeVisible()
  expect(await titlesNamed(`${name}, quá lớn`)).toBe(0)
})

async function titlesNamed(title: string): Promise<number> {
  const { stdout } = await runCommandLine(['film', 'list', '--json'])
  return stdout.split(title).length - 1
}

async function idOf(title: string): Promise<string> {
  const { stdout } = await runCommandLine(['film', 'list', '--json'])
  const films = JSON.parse(stdout) as { id: string; title: string }[]
  return films.find((each) => each.title === title)?.id ?? ''
}
