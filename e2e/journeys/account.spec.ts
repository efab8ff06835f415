import { randomUUID } from 'node:crypto'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { expectAccessible } from '../support/accessibility.ts'
import { instance } from '../support/instance.ts'
import { expectMail, mailedLink } from '../support/mail.ts'
import { signIn } from '../support/sign-in.ts'
import { visit } from '../support/visit.ts'

const widths = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
]

/** Next keeps the pages that one left, hidden: of two fields of one name the visible one counts. */
function field(within: Page | Locator, name: string): Locator {
  return within.getByLabel(name, { exact: true }).filter({ visible: true })
}

async function signOut(page: Page): Promise<void> {
  await visit(page, '/')
  await page.getByRole('button', { name: /^Tài khoản / }).click()
  await page.getByRole('menuitem', { name: 'Đăng xuất' }).click()
  await expect(page.getByRole('link', { name: 'Đăng nhập' }).first()).toBeVisible()
}

test('an account from its registration to its end, and back', async ({ page }) => {
  const email = `${randomUUID()}@example.com`
  const password = 'con mèo ngủ trên mái'
  await test.step('register', async () => {
    await visit(page, '/sign-in')
    await page.getByRole('link', { name: 'Tạo tài khoản' }).click()
    await field(page, 'Tên của bạn').fill('Lan Anh')
    await field(page, 'Email').fill(email)
    await field(page, 'Mật khẩu').fill('12345678')
    await page.getByRole('button', { name: 'Tạo tài khoản' }).click()
    await expect(page.getByText('hay bị đoán nhất')).toBeVisible()
    await field(page, 'Mật khẩu').fill(password)
    await page.getByRole('button', { name: 'Tạo tài khoản' }).click()
    await expect(page.getByRole('heading', { name: 'Xem hộp thư của bạn' })).toBeFocused()
  })
  const verification = await mailedLink(email, /Xác nhận email/)
  await test.step('look around before the address is proved', async () => {
    await signIn(page, { email, password })
    await expect(page.getByText(`Hãy xác nhận ${email} để xem phim`)).toBeVisible()
    await expectAccessible(page)
    await signOut(page)
  })
  await test.step('prove the address', async () => {
    await visit(page, verification)
    await page.getByRole('button', { name: 'Xác nhận và vào xem' }).click()
    await expect(page).toHaveURL(instance.baseUrl + '/')
    await page.getByRole('button', { name: 'Tài khoản Lan Anh' }).click()
    await page.getByRole('menuitem', { name: 'Cài đặt' }).click()
    await expect(page.getByText('Đã xác nhận')).toBeVisible()
    await signOut(page)
    await visit(page, verification)
    await page.getByRole('button', { name: 'Xác nhận và vào xem' }).click()
    await expect(page.getByRole('heading', { name: 'Liên kết không dùng được' })).toBeVisible()
  })
  const newPassword = 'con mèo thức dậy rồi'
  await test.step('reset the password', async () => {
    await visit(page, '/sign-in')
    await page.getByRole('link', { name: 'Quên mật khẩu?' }).click()
    await expect(page.getByRole('heading', { name: 'Quên mật khẩu' })).toBeVisible()
    await field(page, 'Email').fill(email)
    await page.getByRole('button', { name: 'Gửi liên kết' }).click()
    await expect(page.getByText(`Nếu ${email} có tài khoản`)).toBeVisible()
    await visit(page, await mailedLink(email, /Đặt lại mật khẩu/))
    await field(page, 'Mật khẩu mới').fill(newPassword)
    await page.getByRole('button', { name: 'Đặt mật khẩu' }).click()
    await expect(page.getByRole('heading', { name: 'Đã đặt mật khẩu mới' })).toBeVisible()
    await expectMail(email, /Mật khẩu Marquee của bạn đã đổi/)
  })
  await test.step('sign in by mail', async () => {
    await visit(page, '/sign-in')
    await page.getByRole('link', { name: 'Nhận liên kết đăng nhập qua thư' }).click()
    await expect(page.getByRole('heading', { name: 'Đăng nhập qua thư' })).toBeVisible()
    await field(page, 'Email').fill(email)
    await page.getByRole('button', { name: 'Gửi liên kết' }).click()
    await expect(page.getByText(`Nếu ${email} có tài khoản`)).toBeVisible()
    await visit(page, await mailedLink(email, /Liên kết đăng nhập/))
    await page.getByRole('button', { name: 'Đăng nhập' }).click()
    await expect(page.getByRole('button', { name: 'Tài khoản Lan Anh' })).toBeVisible()
  })
  await test.step('close the account and keep it', async () => {
    await visit(page, '/settings')
    await page.getByRole('button', { name: 'Xóa tài khoản' }).click()
    const dialog = page.getByRole('dialog')
    await field(dialog, 'Mật khẩu hiện tại').fill('sai rồi')
    await dialog.getByRole('button', { name: 'Xóa sau 14 ngày' }).click()
    await expect(dialog.getByText('Mật khẩu chưa đúng.')).toBeVisible()
    await field(dialog, 'Mật khẩu hiện tại').fill(newPassword)
    await dialog.getByRole('button', { name: 'Xóa sau 14 ngày' }).click()
    await expect(page).toHaveURL(/\/sign-in/)
    await expectMail(email, /Tài khoản Marquee sẽ được xóa ngày/)
    await signIn(page, { email, password: newPassword })
    await page.getByRole('button', { name: 'Giữ lại tài khoản' }).click()
    await expect(page.getByText('Tài khoản của bạn được giữ lại.')).toBeVisible()
    await expect(page.getByRole('complementary', { name: 'Về tài khoản của bạn' })).toHaveCount(0)
  })
})

test('another address counts once its reader has confirmed it', async ({ page }) => {
  const [old, next] = [`${randomUUID()}@example.com`, `${randomUUID()}@example.com`]
  const password = 'một chiếc thuyền giấy'
  await visit(page, '/register')
  await field(page, 'Tên của bạn').fill('Minh')
  await field(page, 'Email').fill(old)
  await field(page, 'Mật khẩu').fill(password)
  await page.getByRole('button', { name: 'Tạo tài khoản' }).click()
  await visit(page, await mailedLink(old, /Xác nhận email/))
  await page.getByRole('button', { name: 'Xác nhận và vào xem' }).click()
  await expect(page.getByRole('button', { name: 'Tài khoản Minh' })).toBeVisible()
  await visit(page, '/settings')
  await field(page, 'Email mới').fill(next)
  await field(page, 'Mật khẩu hiện tại').first().fill(password)
  await page.getByRole('button', { name: 'Gửi thư xác nhận' }).click()
  await expect(page.getByText(`Đã gửi thư tới ${next}`)).toBeVisible()
  await visit(page, await mailedLink(next, /Xác nhận địa chỉ email mới/))
  await page.getByRole('button', { name: 'Chuyển sang địa chỉ này' }).click()
  await expect(page.getByText(`Từ nay bạn đăng nhập bằng ${next}`)).toBeVisible()
  await expectMail(old, /đã chuyển sang email khác/)
  await test.step('the trial inbox shows mails as they are, links and all', async () => {
    await signOut(page)
    await signIn(page, instance.admin)
    await page.goto('/dev/inbox')
    const mail = page.frameLocator('iframe[title*="Xác nhận địa chỉ email mới"]').first()
    await expect(mail.getByRole('link', { name: 'Xác nhận địa chỉ mới' })).toHaveAttribute('href', /#/)
  })
})

test('on another device the link of a registration wants its password or a new one', async ({
  page,
  browser,
}) => {
  const email = `${randomUUID()}@example.com`
  const [strangers, owners] = ['mật khẩu của kẻ lạ', 'mật khẩu của chủ nhà']
  await visit(page, '/register')
  await field(page, 'Tên của bạn').fill('Kẻ Lạ')
  await field(page, 'Email').fill(email)
  await field(page, 'Mật khẩu').fill(strangers)
  await page.getByRole('button', { name: 'Tạo tài khoản' }).click()
  const link = await mailedLink(email, /Xác nhận email/)
  const elsewhere = await browser.newContext()
  const owner = await elsewhere.newPage()
  await visit(owner, link)
  const submit = owner.getByRole('button', { name: 'Xác nhận và vào xem' })
  await submit.click()
  await expect(owner.getByText('Đây không phải thiết bị đã tạo tài khoản.')).toBeVisible()
  await expectAccessible(owner)
  await field(owner, 'Mật khẩu').fill(owners)
  await submit.click()
  await expect(owner.getByText('Mật khẩu chưa đúng.')).toBeVisible()
  await owner.getByRole('button', { name: 'Chọn mật khẩu mới' }).click()
  await expectAccessible(owner)
  await field(owner, 'Mật khẩu mới').fill(owners)
  await submit.click()
  await expect(owner.getByRole('button', { name: 'Tài khoản Kẻ Lạ' })).toBeVisible()
  await visit(page, '/sign-in')
  await field(page, 'Email').fill(email)
  await field(page, 'Mật khẩu').fill(strangers)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await expect(page.getByText('Email hoặc mật khẩu chưa đúng.')).toBeVisible()
  await elsewhere.close()
})

for (const size of widths) {
  test(`the account pages fit ${size.width} px and axe finds nothing`, async ({ page }) => {
    await page.setViewportSize(size)
    const pages = [
      '/register',
      '/forgot-password',
      '/mail-sign-in',
      '/verify',
      '/mail-link#x',
      '/new-password#x',
    ]
    const check = async (address: string) =>
      test.step(address, async () => {
        await visit(page, address)
        await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect(wide).toBeLessThanOrEqual(0)
        await expectAccessible(page)
      })
    for (const address of pages) {
      await check(address)
      await check(`/en${address}`)
    }
    await signIn(page, instance.viewer)
    await check('/settings')
    await check('/en/settings')
    // An instance with an admin has nothing more to set up.
    await visit(page, '/setup')
    await expect(page.getByRole('heading', { name: 'Không có trang này.' })).toBeVisible()
  })
}
