import { expect, test } from '@playwright/test'
import { askRaw, type RawAnswer } from '../support/ask-raw.ts'
import { instance } from '../support/instance.ts'
import { signIn } from '../support/sign-in.ts'
import { visit } from '../support/visit.ts'

const film = 'Dưới Tán Khộp'
const filmPath = '/titles/duoi-tan-khop'

/** Only a page that was rendered before tells its age. */
const isKept = ({ headers }: RawAnswer): boolean => headers['age'] !== undefined

/** Asks until the page comes from what is kept; a job that changed the catalogue a moment ago may void it in between. */
async function askKept(path: string): Promise<RawAnswer> {
  let answer = await askRaw(path)
  await expect(async () => {
    answer = await askRaw(path)
    expect(isKept(answer)).toBe(true)
  }).toPass({ timeout: 30_000 })
  return answer
}

test('a visitor is sent the page that was rendered for another, whole and without a cookie', async () => {
  for (const path of ['/', '/en', '/films', '/titles?genre=chinh-kich', filmPath]) {
    const answer = await askKept(path)
    expect(answer.status).toBe(200)
    expect(answer.body.trimEnd()).toMatch(/^<!DOCTYPE html>.*<\/html>$/s)
    expect(answer.body).toContain(`<html lang="${path === '/en' ? 'en' : 'vi'}"`)
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': expect.stringContaining('no-store'),
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'x-content-type-options': 'nosniff',
    })
    expect(answer.headers['set-cookie']).toBeUndefined()
  }
  expect(isKept(await askRaw('/titles/there-is-none'))).toBe(false)
  const missing = await askRaw('/titles/there-is-none')
  expect(isKept(missing)).toBe(false)
  expect(missing.body).toContain('noindex')
})

test('what one visitor sends has no part in what others get', async () => {
  const lies: Record<string, string>[] = [
    { 'x-forwarded-host': 'elsewhere.example', 'x-forwarded-proto': 'https', host: 'elsewhere.example' },
    { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
    { 'x-marquee-own': 'guessed', 'x-middleware-rewrite': '/admin', 'x-original-url': '/admin' },
    { accept: 'text/x-component', 'accept-language': 'en', cookie: 'NEXT_LOCALE=en' },
    { 'accept-encoding': 'gzip' },
  ]
  // These ask for something else than a visitor's page, and never get one.
  const others: Record<string, string>[] = [
    { rsc: '1' },
    { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
    { 'next-router-state-tree': '%5B%22elsewhere.example%22%5D' },
    { range: 'bytes=0-9' },
    { cookie: 'next-auth.session-token=forged' },
    { authorization: 'Bearer forged' },
  ]
  await askKept('/films')
  for (const headers of others) expect(isKept(await askRaw('/films', { headers }))).toBe(false)
  for (const [index, headers] of [...lies, ...others].entries()) {
    // The first that ever asks for this address is the one who lies.
    const path = `/films?genre=none-${index}`
    await askRaw(path, { headers })
    const answer = await askKept(path)
    expect([headers, answer.status, answer.headers['content-type']]).toEqual([
      headers,
      200,
      'text/html; charset=utf-8',
    ])
    expect(answer.headers['content-encoding']).toBeUndefined()
    expect(answer.body).toContain('<html lang="vi"')
    expect(answer.body).toContain('Chưa có gì ở mục này')
    expect(JSON.stringify(answer)).not.toContain('elsewhere.example')
  }
})

test('somebody signed in is sent a page of their own, which no visitor is shown', async ({ page }) => {
  await askKept('/')
  await signIn(page, instance.viewer)
  const cookies = await page.context().cookies()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const own = await askRaw('/', { headers: { cookie } })
  expect(isKept(own)).toBe(false)
  expect(own.body).toContain(instance.viewer.email)
  expect((await askKept('/')).body).not.toContain(instance.viewer.email)
})

test('what an admin takes down or publishes, a visitor sees at the next look', async ({ page, browser }) => {
  await signIn(page, instance.admin, `/admin/titles?q=${encodeURIComponent(film)}`)
  await page.getByRole('link', { name: film }).first().click()
  await expect(page.getByRole('heading', { name: film, level: 1 })).toBeVisible()
  const takeDown = page.getByRole('button', { name: 'Gỡ xuống' })
  const publish = page.getByRole('button', { name: 'Công bố', exact: true })
  await expect(takeDown.or(publish)).toBeVisible()
  // A try before this one may have ended between the two.
  if (await publish.isVisible()) await publish.click()
  const visitor = await (await browser.newContext()).newPage()
  const shown = visitor.getByRole('link', { name: new RegExp(film) })
  await askKept('/films')
  await visit(visitor, '/films')
  await expect(shown.first()).toBeVisible()

  await takeDown.click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Gỡ xuống' }).click()
  await expect(page.getByText(`Đã gỡ ${film} xuống`)).toBeVisible()
  await visitor.reload()
  await expect(visitor.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(visitor.getByRole('link', { name: /Trạm Hỏa Tinh/ }).first()).toBeVisible()
  await expect(shown).toHaveCount(0)

  await publish.click()
  await expect(page.getByText(`Đã công bố ${film}`)).toBeVisible()
  await visitor.reload()
  await expect(shown.first()).toBeVisible()
  await visitor.context().close()
})
