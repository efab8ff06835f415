import { randomUUID } from 'node:crypto'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { expectAccessible } from '../support/accessibility.ts'
import { enterProfile, expectPlaying, isPaused } from '../support/household.ts'
import { mailedLink } from '../support/mail.ts'
import { provideFilms, type Film } from '../support/provide-film.ts'
import { signIn } from '../support/sign-in.ts'
import { visit } from '../support/visit.ts'

const household = { email: `${randomUUID()}@example.com`, password: 'ba bát cơm một bát canh' }
const grownUp = { name: 'Lan Anh', pin: '2580' }
const child = 'Bé Tôm'
let forAll: Film
let forGrownUps: Film

/** What the household's other devices say they are. */
const agents = {
  mac: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  windows:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
}

test.beforeAll(async () => {
  const films = await provideFilms()
  forAll = films.forAll
  forGrownUps = films.forGrownUps
})

/** Another browser of the household, signed in and at the film's gate. */
async function device(browser: Browser, userAgent: string): Promise<Page> {
  const page = await (await browser.newContext({ userAgent })).newPage()
  await signIn(page, household, `/watch/${forAll.slug}`)
  return page
}

/** Opens the menu of who watches. */
async function openMenu(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Tài khoản ${name}` }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function register(page: Page): Promise<void> {
  await visit(page, '/register')
  await page.getByLabel('Tên của bạn').fill(grownUp.name)
  await page.getByLabel('Email').fill(household.email)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(household.password)
  await page.getByRole('button', { name: 'Tạo tài khoản' }).click()
  await expect(page.getByRole('heading', { name: 'Xem hộp thư của bạn' })).toBeVisible()
  await visit(page, await mailedLink(household.email, /Xác nhận email/))
  await page.getByRole('button', { name: 'Xác nhận và vào xem' }).click()
  await expect(page.getByRole('button', { name: `Tài khoản ${grownUp.name}` })).toBeVisible()
}

async function makeChild(page: Page): Promise<void> {
  await openMenu(page, grownUp.name, 'Đổi hồ sơ')
  await page.getByRole('link', { name: 'Thêm hồ sơ' }).click()
  await page.getByLabel('Tên hồ sơ').fill(child)
  await page.getByRole('switch', { name: 'Hồ sơ trẻ em' }).click()
  await page.getByRole('button', { name: 'Tạo hồ sơ' }).click()
  await expect(page.getByRole('link', { name: `Sửa hồ sơ ${child}` })).toBeVisible()
}

/** Puts a PIN on the grown-up's profile, in the middle of another change to it. */
async function setPin(page: Page): Promise<void> {
  await page.getByRole('link', { name: `Sửa hồ sơ ${grownUp.name}` }).click()
  const previews = page.getByRole('switch', { name: 'Tự chạy trailer khi lướt' })
  await previews.click()
  await page.getByRole('button', { name: 'Đặt mã PIN' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Mã PIN bốn số').fill(grownUp.pin)
  await dialog.getByLabel('Mật khẩu tài khoản', { exact: true }).fill(household.password)
  await dialog.getByRole('button', { name: 'Lưu mã PIN' }).click()
  await expect(page.getByText('Đang có mã PIN')).toBeVisible()
  await expect(dialog).toHaveCount(0)
  await expect(previews).not.toBeChecked()
  await page.getByRole('button', { name: 'Lưu', exact: true }).click()
  await expect(page.getByText(`Đã lưu hồ sơ ${grownUp.name}`)).toBeVisible()
}

/** What the child finds of the grown-ups' film: nothing, and a PIN before the film itself. */
async function expectHidden(page: Page): Promise<void> {
  for (const address of ['/', '/films', '/titles']) {
    await visit(page, address)
    // By name: a film's name is read from its poster as soon as it has one.
    const link = (name: string) => page.getByRole('main').getByRole('link', { name })
    await expect(link(forAll.title).first()).toBeAttached()
    await expect(link(forGrownUps.title)).toHaveCount(0)
  }
  await visit(page, `/titles/${forGrownUps.slug}`)
  await expect(page.getByRole('heading', { name: 'Không có trang này.' })).toBeVisible()
  const stream = await page.request.get(`/api/stream/${forGrownUps.slug}`)
  expect(stream.status()).toBe(403)
  expect(await stream.json()).toMatchObject({ code: 'playback.rating-limit' })
}

test('a household from its registration to the end of a device', async ({ page: living, browser }) => {
  await test.step('registers and proves its address', () => register(living))
  await test.step('makes a profile for the child', () => makeChild(living))
  await test.step('puts a PIN on the grown-up’s', () => setPin(living))
  const [kitchen, attic] = await test.step('watches on two devices at once', async () => {
    // Who made the household is asked nothing: they go on as who they were.
    await visit(living, `/watch/${forAll.slug}`)
    await expectPlaying(living)
    const second = await device(browser, agents.mac)
    await enterProfile(second, child)
    await expectPlaying(second)
    return [second, await device(browser, agents.windows)] as const
  })
  await test.step('is told at the third who plays, and frees one', async () => {
    await enterProfile(attic, grownUp.name, grownUp.pin)
    await expect(attic.getByRole('heading', { name: 'Đã có 2 thiết bị đang xem.' })).toBeVisible()
    await expectAccessible(attic)
    const playing = attic.getByRole('listitem').filter({ hasText: forAll.title })
    await expect(playing).toHaveCount(2)
    const other = playing.filter({ hasText: 'macOS' })
    await expect(other).toContainText('Chrome')
    await other.getByRole('button', { name: 'Dừng' }).click()
    await expect(kitchen.getByText('Một thiết bị khác của tài khoản vừa dừng phim ở đây.')).toBeVisible()
    expect(await isPaused(kitchen)).toBe(true)
    await expectPlaying(attic)
    await expectPlaying(living)
  })
  await test.step('ends a device, and its film stops', async () => {
    const segment = await attic.evaluate(
      () => performance.getEntriesByType('resource').find(({ name }) => name.includes('/v/'))?.name ?? '',
    )
    await visit(living, '/devices')
    await living.getByRole('button', { name: 'Kết thúc phiên trên Chrome trên Windows' }).click()
    await living.getByRole('alertdialog').getByRole('button', { name: 'Kết thúc' }).click()
    await expect(attic).toHaveURL(/\/sign-in\?callbackUrl=%2Fwatch/)
    await expect(attic.getByText('Phiên này đã được kết thúc từ thiết bị khác.')).toBeVisible()
    await expect(attic.locator('video')).toHaveCount(0)
    await expect.poll(() => fetch(segment).then(({ status }) => status)).toBe(403)
    expect((await attic.request.get('/api/users/me')).status()).toBe(401)
  })
  await test.step('keeps the child from a film of the grown-ups until a PIN is told', async () => {
    await expectHidden(kitchen)
    await visit(kitchen, `/watch/${forGrownUps.slug}`)
    await expect(kitchen.getByRole('heading', { name: 'Phim này vượt mức K của hồ sơ.' })).toBeVisible()
    await expect(kitchen.locator('video')).toHaveCount(0)
    await expectAccessible(kitchen)
    const pin = kitchen.getByLabel('Mã PIN bốn số')
    await pin.fill('0000')
    await expect(kitchen.getByText('Mã PIN chưa đúng. Còn 4 lượt thử.')).toBeVisible()
    await pin.fill(grownUp.pin)
    await expectPlaying(kitchen)
  })
  for (const page of [kitchen, attic]) await page.context().close()
})
