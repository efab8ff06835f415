import { expect, type Page } from '@playwright/test'
import type { SignIn } from './instance.ts'
import { alive, visit } from './visit.ts'

/** Signs in through the page and waits until it has led on. */
export async function signIn(page: Page, who: SignIn, goOnTo = '/'): Promise<void> {
  await visit(page, `/sign-in?callbackUrl=${encodeURIComponent(goOnTo)}`)
  await page.getByLabel('Email').fill(who.email)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(who.password)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await expect(page).not.toHaveURL(/sign-in/)
  await alive(page)
}
