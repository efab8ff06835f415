import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from '../support/accessibility.ts'
import { runCommandLine } from '../support/command-line.ts'
import { demoSignIn, instance } from '../support/instance.ts'
import { signIn } from '../support/sign-in.ts'
import { visit } from '../support/visit.ts'

const reason = 'Có người lạ đăng nhập'
const password = 'rieng-cua-lan-2026'
const person = { email: `lan-${Date.now()}@example.com`, password, name: 'Đặng Thị Lan' }

test.beforeAll(async () => {
  const made = await runCommandLine(
    [
      'user',
      'create',
      '--email',
      person.email,
      '--role',
      'viewer',
      '--name',
      person.name,
      '--password-stdin',
    ],
    `${person.password}\n`,
  )
  expect(made.stderr + made.stdout).toContain(person.email)
})

/** Opens the person's page by finding them without marks. */
async function findPerson(page: Page): Promise<void> {
  await visit(page, '/admin/accounts')
  const box = page.getByRole('searchbox', { name: 'Tìm tên hoặc email' })
  // What is typed before the page has come alive asks for nothing.
  await expect(async () => {
    await box.fill('')
    await box.fill(`dang lan ${person.email}`)
    await expect(page).toHaveURL(/q=dang/, { timeout: 3000 })
  }).toPass()
  const row = page.getByRole('row').filter({ hasText: person.email })
  await row.getByRole('link', { name: person.name }).click()
  await expect(page.getByRole('heading', { level: 1, name: person.name })).toBeVisible()
}

test('support locks somebody out with a reason, and lets them in again; the log tells both', async ({
  browser,
}) => {
  const [theirs, ours] = [await browser.newContext(), await browser.newContext()]
  const [viewer, page] = [await theirs.newPage(), await ours.newPage()]
  await signIn(viewer, person, '/titles/hem-cut-88')
  await signIn(page, demoSignIn('support'), '/admin')
  await expect(page).toHaveURL(/\/admin\/accounts$/)
  await expect(page.getByRole('navigation', { name: 'Mục quản trị' }).getByRole('link')).toHaveText([
    'Người dùng',
    'Gói và giá',
    'Người đăng ký',
    'Thanh toán',
    // With how many wait, if any do.
    /^Chuyển khoản/,
    'Tin báo',
    'Nhật ký',
    'Mở trang xem',
    'English',
  ])
  await findPerson(page)
  await expectAccessible(page)

  await test.step('looking at their devices', async () => {
    await page.getByRole('button', { name: 'Xem các thiết bị' }).click()
    await expect(page.getByRole('button', { name: 'Kết thúc', exact: true })).toHaveCount(1)
  })

  await test.step('ending one', async () => {
    await page.getByRole('button', { name: 'Kết thúc', exact: true }).click()
    await expect(page.getByText('Người này không đăng nhập ở đâu cả.')).toBeVisible()
    await expect(viewer).toHaveURL(/\/sign-in/)
    await signIn(viewer, person, '/titles/hem-cut-88')
  })

  await test.step('looking at their profiles and what those watched', async () => {
    await page.getByRole('button', { name: 'Xem hồ sơ và lịch sử' }).click()
    await expect(page.getByText('Hồ sơ chính')).toBeVisible()
    await expect(page.getByText('Chưa xem gì.')).toBeVisible()
  })

  await test.step('giving access to a title', async () => {
    await page.getByRole('button', { name: 'Tặng quyền xem' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('searchbox', { name: 'Tên phim' }).fill('hem cut')
    await dialog.getByRole('button', { name: /Hẻm Cụt 88/ }).click()
    await dialog.getByRole('button', { name: 'Tặng quyền xem' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(page.getByText('Đang có hiệu lực')).toBeVisible()
  })

  await test.step('locking', async () => {
    await page.getByRole('button', { name: 'Khóa tài khoản' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Khóa tài khoản' }).click()
    await expect(dialog.getByText('Hãy ghi lý do.')).toBeVisible()
    await dialog.getByLabel('Lý do').fill(reason)
    await dialog.getByRole('button', { name: 'Khóa tài khoản' }).click()
    await expect(page.getByText(reason).first()).toBeVisible()
    await expect(viewer).toHaveURL(/\/sign-in/)
    await expect(viewer.getByText('Tài khoản này đang bị khóa.', { exact: false })).toBeVisible()
    expect((await viewer.request.get('/api/users/me')).status()).toBe(401)
  })

  await test.step('unlocking', async () => {
    await page.getByRole('button', { name: 'Mở khóa' }).click()
    await expect(page.getByRole('button', { name: 'Khóa tài khoản' })).toBeVisible()
    await signIn(viewer, person)
  })

  await test.step('the log', async () => {
    await visit(page, `/admin/audit?about=${encodeURIComponent(person.email)}`)
    const log = page.getByRole('table')
    await expect(log.getByText('Khóa tài khoản', { exact: true })).toBeVisible()
    await expect(log.getByText('Mở khóa tài khoản')).toBeVisible()
    await expect(log.getByText('Xem các thiết bị').first()).toBeVisible()
    await expect(log.getByText('Xem hồ sơ và lịch sử xem')).toBeVisible()
    await expect(log.getByText(reason).first()).toBeVisible()
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Xuất CSV' }).click()
    expect((await download).suggestedFilename()).toMatch(/^marquee-audit-.*\.csv$/)
  })
  await theirs.close()
  await ours.close()
})

test('each role is led to its own pages and told of the others', async ({ browser }) => {
  for (const [role, first, closed] of [
    ['editor', '/admin/titles', '/admin/accounts'],
    ['finance', '/admin/accounts', '/admin/titles'],
  ] as const) {
    const context = await browser.newContext()
    const page = await context.newPage()
    await signIn(page, demoSignIn(role), '/admin')
    await expect(page).toHaveURL(new RegExp(`${first}$`))
    await visit(page, closed)
    await expect(page.getByRole('heading', { name: 'Trang này dành cho vai trò khác.' })).toBeVisible()
    const refused = await page.request.get(`${closed}/export`)
    expect(refused.status()).toBe(403)
    await context.close()
  }
})

test('an admin gives somebody a role and takes it back', async ({ page }) => {
  // Not to /admin, which leads on by itself and would cut the next step's way short.
  await signIn(page, instance.admin, '/admin/accounts')
  await expect(page.getByRole('heading', { level: 1, name: 'Người dùng' })).toBeVisible()
  await findPerson(page)
  const main = page.getByRole('main')
  for (const [role, done] of [
    ['Hỗ trợ', 'Giúp người xem: khóa, kết thúc phiên, tặng quyền xem.'],
    ['Người xem', 'Chỉ xem phim.'],
  ] as const) {
    await main.getByRole('combobox', { name: 'Người này là' }).click()
    await page.getByRole('option', { name: role }).click()
    await expect(main.getByText(done)).toBeVisible()
    await main.getByRole('button', { name: 'Đổi vai trò' }).click()
    // The page knows the new role: there is nothing left to change.
    await expect(main.getByRole('button', { name: 'Đổi vai trò' })).toBeDisabled()
    await expect(main.getByText(`Thành: ${role.toLowerCase()}`).first()).toBeVisible()
  }
})

test('somebody takes a copy of their data, which nobody else can', async ({ page, browser }) => {
  await signIn(page, person, '/settings/data')
  await page.getByRole('button', { name: 'Làm bản sao mới' }).click()
  const link = page.getByRole('link', { name: 'Tải về' })
  await expect(link).toBeVisible({ timeout: 60_000 })
  const download = page.waitForEvent('download')
  await link.click()
  expect((await download).suggestedFilename()).toMatch(/^marquee-.*\.json$/)
  const address = (await link.getAttribute('href')) ?? ''
  const copy = await page.request.get(address)
  expect(copy.headers()['cache-control']).toBe('private, no-store')
  expect(await copy.json()).toMatchObject({ account: { email: person.email } })
  const context = await browser.newContext()
  const other = await context.newPage()
  expect((await other.request.get(address)).status()).toBe(401)
  await signIn(other, instance.admin)
  expect((await other.request.get(address)).status()).toBe(404)
  await context.close()
})
