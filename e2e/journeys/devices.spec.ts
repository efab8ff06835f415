import { expect, test, type Browser, type Page } from '@playwright/test'
import { expectAccessible } from '../support/accessibility.ts'
import { instance } from '../support/instance.ts'
import { signIn } from '../support/sign-in.ts'
import { alive, visit } from '../support/visit.ts'

const sizes = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
]

/** A browser of its own, with cookies of its own, signed in. */
async function anotherDevice(browser: Browser, goOnTo: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await signIn(page, instance.viewer, goOnTo)
  return page
}

const listed = (page: Page) =>
  page.getByRole('list', { name: /Thiết bị đang đăng nhập|Signed-in devices/ }).getByRole('listitem')

test('a device is ended from another, its open page says so within seconds, and no session is kept over a sign-in', async ({
  browser,
}) => {
  const here = await anotherDevice(browser, '/devices')
  const there = await anotherDevice(browser, '/titles/hem-cut-88')
  const cookies = await here.context().cookies()
  const device = cookies.find((cookie) => cookie.name === 'marquee.device')
  expect(device).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  expect((device?.expires ?? 0) - Date.now() / 1000).toBeGreaterThan(399 * 24 * 60 * 60)

  await visit(here, '/devices')
  await expect(here.getByRole('heading', { name: 'Thiết bị đang đăng nhập' })).toBeVisible()
  await expect(listed(here).first()).toContainText('Thiết bị này')
  for (const size of sizes) {
    await here.setViewportSize(size)
    for (const address of ['/devices', '/en/devices']) {
      await visit(here, address)
      await expect(listed(here).first()).toBeVisible()
      await expectAccessible(here)
      const overflow = await here.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow).toBeLessThanOrEqual(0)
    }
  }

  await visit(here, '/devices')
  await here
    .getByRole('button', { name: /^Kết thúc phiên trên Chrome/ })
    .first()
    .click()
  await here.getByRole('alertdialog').getByRole('button', { name: 'Kết thúc' }).click()
  await expect(here.getByText(/^Đã kết thúc phiên trên Chrome/)).toBeVisible()
  await expect(there).toHaveURL(/\/sign-in\?callbackUrl=%2Ftitles%2Fhem-cut-88/, { timeout: 10_000 })
  await expect(there.getByText('Phiên này đã được kết thúc từ thiết bị khác.')).toBeVisible()
  expect((await there.request.get('/api/users/me')).status()).toBe(401)

  const third = await anotherDevice(browser, '/')
  await here.reload()
  await alive(here)
  await here.getByRole('button', { name: 'Kết thúc mọi phiên khác' }).click()
  await here.getByRole('alertdialog').getByRole('button', { name: 'Kết thúc mọi phiên khác' }).click()
  await expect(here.getByText('Ngoài thiết bị này, không còn nơi nào đang đăng nhập.')).toBeVisible()
  await expect(third).toHaveURL(/\/sign-in/, { timeout: 10_000 })

  // Signing in anew on this device ends the session it had: the list stays as short.
  const before = await sessionIds(here)
  await visit(here, '/')
  const { csrfToken } = (await (await here.request.get('/api/auth/csrf')).json()) as { csrfToken: string }
  const form = { ...instance.viewer, csrfToken, json: 'true' }
  expect((await here.request.post('/api/auth/callback/credentials', { form })).ok()).toBe(true)
  const after = await sessionIds(here)
  expect(after).toHaveLength(1)
  expect(after).not.toEqual(before)
  // A page left open, the hero on it moving, takes its share of the cores from all journeys behind it.
  for (const page of [here, there, third]) await page.context().close()
})

async function sessionIds(page: Page): Promise<string[]> {
  const answer = await page.request.get('/api/users/me/sessions')
  const { sessions } = (await answer.json()) as { sessions: { id: string }[] }
  return sessions.map((session) => session.id)
}
