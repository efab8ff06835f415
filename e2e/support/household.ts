import { expect, type Page } from '@playwright/test'

/** Goes on as one of the household from the gate, and waits until that has led on. */
export async function enterProfile(page: Page, name: string, pin?: string): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Ai đang xem?' })).toBeVisible()
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
  if (pin !== undefined) {
    const dialog = page.getByRole('dialog', { name: 'Nhập mã PIN' })
    await dialog.getByLabel('Mã PIN bốn số').fill(pin)
  }
  await expect(page).not.toHaveURL(/\/profiles/)
}

/** Waits until the film on the page moves. */
export async function expectPlaying(page: Page): Promise<void> {
  const video = page.locator('video')
  await expect(video).toBeVisible({ timeout: 30_000 })
  const second = () => video.evaluate((element: HTMLVideoElement) => element.currentTime)
  const from = await second()
  await expect.poll(second, { timeout: 30_000 }).toBeGreaterThan(from + 0.3)
}

/** Tells whether the film on the page stands still. */
export function isPaused(page: Page): Promise<boolean> {
  return page.locator('video').evaluate((element: HTMLVideoElement) => element.paused)
}
