import { expect, test, type Browser, type Page } from '@playwright/test'
import { runCommandLine } from '../support/command-line.ts'
import { realFilm } from '../support/instance.ts'
import { signIn } from '../support/sign-in.ts'
import { visit } from '../support/visit.ts'

const password = 'một-mật-khẩu-khá-dài'
let email: string
let slug: string

const run = async (...args: string[]) => {
  const result = await runCommandLine([...args, '--json'], `${password}\n`)
  expect(result.code, result.stderr).toBe(0)
  return JSON.parse(result.stdout) as { id: string }
}

/** Another browser of the household, signed in and at the film. */
async function device(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await signIn(page, { email, password }, `/watch/${slug}`)
  return page
}
const plays = (page: Page) =>
  expect
    .poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime), {
      timeout: 30_000,
    })
    .toBeGreaterThan(0.5)

test.beforeAll(async () => {
  email = `nha-${Date.now()}@marquee.example`
  await run('user', 'create', '--email', email, '--role', 'viewer', '--password-stdin')
  const film = await run('film', 'import', realFilm, '--title', 'Hai nơi cùng xem', '--publish', '--wait')
  const { stdout } = await runCommandLine(['film', 'list', '--json'])
  slug = (JSON.parse(stdout) as { id: string; slug: string }[]).find(({ id }) => id === film.id)?.slug ?? ''
})

test('two devices play, a third is told which, frees one and plays', async ({ browser }) => {
  const [first, second] = [await device(browser), await device(browser)]
  await plays(first)
  await plays(second)

  const third = await device(browser)
  await expect(third.getByRole('heading', { name: 'Đã có 2 thiết bị đang xem.' })).toBeVisible()
  const playing = third.getByRole('listitem')
  await expect(playing).toHaveCount(2)
  await expect(playing.first()).toContainText('Chrome')
  await expect(playing.first()).toContainText('Hai nơi cùng xem')

  await playing.first().getByRole('button', { name: 'Dừng' }).click()
  // Told at once, not with the next heartbeat.
  await expect(first.getByText('Một thiết bị khác của tài khoản vừa dừng phim ở đây.')).toBeVisible({
    timeout: 10_000,
  })
  expect(await first.locator('video').evaluate((video: HTMLVideoElement) => video.paused)).toBe(true)
  await plays(third)

  const sessions = await third.request.get('/api/playback/sessions')
  expect(((await sessions.json()) as { sessions: unknown[] }).sessions).toHaveLength(2)
  await first.getByRole('button', { name: 'Xem tiếp ở đây' }).click()
  await expect(first.getByRole('heading', { name: 'Đã có 2 thiết bị đang xem.' })).toBeVisible()

  // A device that leaves makes room at once.
  await visit(second, '/')
  await first.getByRole('button', { name: 'Xem lại danh sách' }).click()
  await plays(first)
  for (const page of [first, second, third]) await page.context().close()
})

test('a sign-in that ends stops its player long before its next heartbeat, and its film’s address', async ({
  browser,
}) => {
  const page = await device(browser)
  await plays(page)
  const manifest = await page.evaluate(
    () => performance.getEntriesByType('resource').find(({ name }) => name.includes('/v/'))?.name ?? '',
  )
  expect((await page.request.get(manifest)).status()).toBe(200)
  const other = await device(browser)
  // Signing out here ends this session and not the other.
  const csrf = (await (await page.request.get('/api/auth/csrf')).json()) as { csrfToken: string }
  const form = { csrfToken: csrf.csrfToken, json: 'true' }
  expect((await page.request.post('/api/auth/signout', { form })).ok()).toBe(true)
  await expect(page.getByText('Phiên đăng nhập đã hết nên phim dừng lại.')).toBeVisible({ timeout: 10_000 })
  const visitor = await (await browser.newContext()).newPage()
  await expect.poll(async () => (await visitor.request.get(manifest)).status(), { timeout: 10_000 }).toBe(403)
  await plays(other)
  for (const each of [page, other, visitor]) await each.context().close()
})
