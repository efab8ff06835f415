import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from '../support/accessibility.ts'
import { instance } from '../support/instance.ts'
import { makePerson } from '../support/make-person.ts'
import { signIn } from '../support/sign-in.ts'
import { findMonthlyPrice, startPayment } from '../support/start-payment.ts'
import { visit } from '../support/visit.ts'

const viewerPages = [
  '/',
  '/films',
  '/series',
  '/courses',
  '/titles/hem-cut-88',
  '/titles/con-nuoc-thang-muoi',
  '/plans',
]
/** What belongs to who is signed in. */
const ownPages = [
  '/profiles',
  '/profiles/new',
  '/history',
  '/settings',
  '/settings/data',
  '/devices',
  '/billing',
  '/billing/payments',
  // What names no price.
  '/checkout',
]
const adminPages = [
  '/admin/titles',
  '/admin/encodes',
  '/admin/jobs',
  '/admin/accounts',
  '/admin/plans',
  '/admin/payments',
  '/admin/subscribers',
  '/admin/transfers',
  '/admin/webhooks',
  '/admin/reconciliation',
  '/admin/ledger',
  '/admin/audit',
]
const widths = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
]

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBeLessThanOrEqual(0)
}

/** Opens the page and waits until its centre stands there. */
async function open(page: Page, address: string): Promise<void> {
  await visit(page, address)
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
}

/** The address of somebody's page in admin, from the list of people. */
async function personAddress(page: Page, email: string): Promise<string> {
  await open(page, `/admin/accounts?q=${encodeURIComponent(email)}`)
  const row = page.getByRole('listitem').or(page.getByRole('row')).filter({ visible: true, hasText: email })
  const address = await row.getByRole('link').first().getAttribute('href')
  if (address === null) throw new Error(`${email} is not in the list of people.`)
  return address
}

/** The addresses of the checkout of a plan, and of a payment by transfer that waits, is given up, and of its receipt. */
async function checkoutAddresses(): Promise<string[]> {
  const priceId = await findMonthlyPrice('rap-nha')
  const { id } = await startPayment(instance.viewer, priceId)
  return [`/checkout?price=${priceId}`, `/checkout/${id}`, `/billing/payments/${id}`, '/billing']
}

for (const size of widths) {
  test(`every viewer page fits ${size.width} px and axe finds nothing, in both languages`, async ({
    page,
  }) => {
    await page.setViewportSize(size)
    for (const address of [...viewerPages, '/sign-in']) {
      for (const prefix of ['', '/en']) {
        await test.step(`${prefix}${address}`, async () => {
          await open(page, `${prefix}${address}`.replace(/(.)\/$/, '$1'))
          expect(await page.locator('html').getAttribute('lang')).toBe(prefix === '' ? 'vi' : 'en')
          await expectNoSidewaysScroll(page)
          await expectAccessible(page)
        })
      }
    }
  })
}

for (const size of widths) {
  test(`every page of one's own fits ${size.width} px and axe finds nothing, in both languages`, async ({
    page,
  }) => {
    test.slow()
    await page.setViewportSize(size)
    await signIn(page, instance.viewer)
    for (const address of [...ownPages, ...(await checkoutAddresses())]) {
      for (const prefix of ['', '/en']) {
        await test.step(`${prefix}${address}`, async () => {
          await open(page, `${prefix}${address}`)
          await expectNoSidewaysScroll(page)
          await expectAccessible(page)
        })
      }
    }
  })

  test(`every admin page fits ${size.width} px and axe finds nothing`, async ({ page }) => {
    test.slow()
    await page.setViewportSize(size)
    await signIn(page, instance.admin, '/admin/titles')
    for (const address of [...adminPages, await personAddress(page, instance.viewer.email)]) {
      // English, which is longer, where there is least room.
      for (const prefix of size.width === 360 ? ['', '/en'] : ['']) {
        await test.step(`${prefix}${address}`, async () => {
          await open(page, `${prefix}${address}`)
          await expectNoSidewaysScroll(page)
          await expectAccessible(page)
        })
      }
    }
  })
}

test('admin pages are closed to visitors and viewers', async ({ page }) => {
  await visit(page, '/admin/titles')
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/)
  await signIn(page, instance.viewer)
  await visit(page, '/admin/titles')
  await expect(page.getByRole('heading', { name: 'Trang này chỉ dành cho người quản trị.' })).toBeVisible()
  const upload = await page.request.post('/api/uploads', {
    headers: { 'Tus-Resumable': '1.0.0', 'Upload-Length': '10', 'Upload-Metadata': 'filename YS5tcDQ=' },
  })
  expect(upload.status()).toBe(403)
})

test('a title without a film says so and offers nothing to play', async ({ page }) => {
  await signIn(page, instance.viewer)
  await open(page, '/titles/tram-hoa-tinh')
  await expect(page.getByRole('main').getByText('Sắp chiếu').first()).toBeVisible()
  await expect(page.getByRole('link', { name: /^Xem phim/ })).toHaveCount(0)
  await visit(page, '/watch/tram-hoa-tinh')
  await expect(page.getByText('Phim này chưa chiếu được.')).toBeVisible()
})

test('my list keeps a title and lets it go', async ({ page }) => {
  await signIn(page, await makePerson('Bùi Thu Trang'))
  await open(page, '/titles/ba-tieng-go')
  await page.getByRole('main').getByRole('button', { name: 'Thêm vào danh sách' }).first().click()
  await expect(page.getByText('Đã thêm Ba Tiếng Gõ vào danh sách')).toBeVisible()
  await visit(page, '/my-list')
  await expect(page.getByRole('link', { name: /Ba Tiếng Gõ/ }).first()).toBeVisible()
  await open(page, '/titles/ba-tieng-go')
  await page.getByRole('main').getByRole('button', { name: 'Bỏ khỏi danh sách' }).first().click()
  await expect(page.getByText('Đã bỏ Ba Tiếng Gõ khỏi danh sách')).toBeVisible()
  await visit(page, '/my-list')
  await expect(page.getByRole('heading', { name: 'Danh sách còn trống' })).toBeVisible()
})

test('a language that the profile could not keep turns the page all the same, and the viewer is told', async ({
  page,
}) => {
  await signIn(page, instance.viewer)
  await open(page, '/')
  await page.route('**', (route) =>
    route.request().headers()['next-action'] === undefined ? route.fallback() : route.abort(),
  )
  await page
    .getByRole('banner')
    .getByRole('button', { name: /^Tài khoản/ })
    .click()
  await page.getByRole('menuitemradio', { name: 'English' }).click()
  await expect(page).toHaveURL(/\/en$/)
  // The page of the other language is still there, unseen.
  await expect(page.getByText('hồ sơ chưa nhớ').filter({ visible: true })).toHaveCount(1)
})
