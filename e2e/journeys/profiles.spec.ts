import { randomUUID } from 'node:crypto'
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from '../support/accessibility.ts'
import { runCommandLine } from '../support/command-line.ts'
import { signIn } from '../support/sign-in.ts'
import { visit } from '../support/visit.ts'

const household = { email: `nha-${randomUUID()}@vidu.vn`, password: 'mot-mat-khau-dai' }
const grownUpPin = '2580'
/** T18, and shown to whoever may see everything. */
const forGrownUps = { slug: 'ba-tieng-go', name: 'Ba Tiếng Gõ' }
/** P, for everybody. */
const forAll = { slug: 'ruong-troi', name: 'Ruộng Trời' }

const tile = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) })
const gate = (page: Page) => page.getByRole('heading', { name: 'Ai đang xem?' })

async function openHome(page: Page): Promise<void> {
  // The gate leads on by itself, and would break off this way home.
  await expect(page).not.toHaveURL(/\/profiles(?:\?|$)/)
  await visit(page, '/')
  await expect(page.getByRole('heading', { name: 'Vừa thêm' })).toBeVisible()
}

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  const args = [
    'user',
    'create',
    '--email',
    household.email,
    '--role',
    'viewer',
    '--password-stdin',
    '--name',
    'Lan Anh',
  ]
  const { code, stderr } = await runCommandLine(args, household.password)
  expect(stderr).toBe('')
  expect(code).toBe(0)
})

test('an account alone never meets the gate; a child’s profile and a PIN are made', async ({ page }) => {
  await signIn(page, household)
  await expect(page).toHaveURL(/\/$/)
  await page.getByRole('button', { name: 'Tài khoản Lan Anh' }).click()
  await page.getByRole('menuitem', { name: 'Đổi hồ sơ' }).click()
  await expect(gate(page)).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Thêm hồ sơ' }).click()
  await page.getByLabel('Tên hồ sơ').fill('Bé Tôm')
  await page.getByRole('radio', { name: 'Diều' }).click()
  await page.getByRole('switch', { name: 'Hồ sơ trẻ em' }).click()
  await expect(page.getByRole('combobox', { name: 'Xem được phim đến' })).toContainText('K, dưới 13 tuổi')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Tạo hồ sơ' }).click()

  await page.getByRole('link', { name: 'Sửa hồ sơ Lan Anh' }).click()
  await page.getByRole('button', { name: 'Đặt mã PIN' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Mã PIN bốn số').fill(grownUpPin)
  await dialog.getByLabel('Mật khẩu tài khoản', { exact: true }).fill('khong-phai')
  await dialog.getByRole('button', { name: 'Lưu mã PIN' }).click()
  await expect(dialog.getByText('Mật khẩu chưa đúng.')).toBeVisible()
  await dialog.getByLabel('Mật khẩu tài khoản', { exact: true }).fill(household.password)
  await dialog.getByRole('button', { name: 'Lưu mã PIN' }).click()
  await expect(page.getByText('Đang có mã PIN')).toBeVisible()
})

test('after signing in the gate asks, leads on, and the child sees only what is theirs', async ({ page }) => {
  await signIn(page, household, `/titles/${forAll.slug}`)
  await expect(gate(page)).toBeVisible()
  await expectAccessible(page)
  await tile(page, 'Bé Tôm').click()
  await expect(page).toHaveURL(new RegExp(`/titles/${forAll.slug}$`))
  await expect(page.getByRole('heading', { level: 1, name: forAll.name })).toBeVisible()

  const seesOnlyTheirs = async () => {
    await openHome(page)
    await expect(page.getByRole('main').getByRole('link', { name: forAll.name }).first()).toBeAttached()
    await expect(page.getByRole('main').getByRole('link', { name: forGrownUps.name })).toHaveCount(0)
    await visit(page, '/titles?genre=horror')
    await expect(page.getByRole('link', { name: forGrownUps.name })).toHaveCount(0)
    await visit(page, `/titles/${forGrownUps.slug}`)
    await expect(page.getByRole('heading', { name: 'Không có trang này.' })).toBeVisible()
  }
  await seesOnlyTheirs()
  await page.reload()
  await seesOnlyTheirs()

  await openHome(page)
  await page.getByRole('button', { name: 'Tài khoản Bé Tôm' }).click()
  await expect(page.getByRole('menuitem', { name: 'Đổi hồ sơ' })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: 'Lịch sử xem' })).toHaveCount(0)
})

test('a child cannot raise its own limit, nor pass a PIN; the grown-up’s PIN opens what is theirs', async ({
  page,
}) => {
  await signIn(page, household)
  await tile(page, 'Bé Tôm').click()
  await openHome(page)
  await visit(page, '/profiles?manage=1')
  await page.getByRole('link', { name: 'Sửa hồ sơ Bé Tôm' }).click()
  await page.getByRole('switch', { name: 'Hồ sơ trẻ em' }).click()
  await page.getByRole('button', { name: 'Lưu', exact: true }).click()
  await expect(page.getByText('Hãy nhập mật khẩu của tài khoản để làm việc này.')).toBeVisible()

  await visit(page, '/profiles')
  await tile(page, 'Lan Anh').click()
  const dialog = page.getByRole('dialog', { name: 'Nhập mã PIN' })
  await expectAccessible(page)
  await page.keyboard.type('0000')
  await expect(dialog.getByText('Mã PIN chưa đúng. Còn 4 lượt thử.')).toBeVisible()
  for (const digit of grownUpPin) await dialog.getByRole('button', { name: `Số ${digit}` }).click()
  await expect(page).toHaveURL(/\/$/)
  await openHome(page)
  await expect(page.getByRole('main').getByRole('link', { name: forGrownUps.name }).first()).toBeAttached()
  await visit(page, `/titles/${forGrownUps.slug}`)
  await expect(page.getByRole('heading', { level: 1, name: forGrownUps.name })).toBeVisible()
})

test('by the API a child’s choice is kept to its limit, and a foreign profile is nobody', async ({
  page,
}) => {
  await signIn(page, household)
  await tile(page, 'Bé Tôm').click()
  await openHome(page)
  const { profiles } = (await (await page.request.get('/api/profiles')).json()) as {
    profiles: { id: string; name: string; version: number }[]
  }
  const child = profiles.find(({ name }) => name === 'Bé Tôm')
  const grownUp = profiles.find(({ name }) => name === 'Lan Anh')
  const choose = (id: string | undefined, data: object) =>
    page.request.post(`/api/profiles/${id}/choose`, { data })
  expect((await choose(grownUp?.id, {})).status()).toBe(403)
  expect((await choose(randomUUID(), {})).status()).toBe(404)
  expect((await choose(child?.id, {})).headers()['set-cookie']).toMatch(/marquee\.profile=.*HttpOnly/)
  const raised = await page.request.patch(`/api/profiles/${child?.id}`, {
    data: { version: child?.version, kids: false, ratingLimit: 'T18' },
  })
  expect(raised.status()).toBe(403)
})
