import { expect, type Page } from '@playwright/test'

/** Opens an address and waits until its page is whole and answers to whoever clicks. */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await alive(page)
}

/** Waits until React has taken over what stands there and has put in place what was streamed: a click before is lost. */
export async function alive(page: Page): Promise<void> {
  await expect(async () => {
    const state = await page.evaluate(() => ({
      // React marks in these ways what it renders into, and what is still to be put in its place.
      isTaken: Object.keys(document).some((key) => key.startsWith('__reactContainer$')),
      isAwaited: document.querySelector('template[id^="B:"]') !== null,
    }))
    expect(state).toEqual({ isTaken: true, isAwaited: false })
  }).toPass({ timeout: 30_000 })
}

/** Looks again until the page shows it: what a bank or a provider tells is worked on by a job. */
export async function lookUntil(page: Page, address: string, shown: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await visit(page, address)
    await shown()
  }).toPass({ timeout: 90_000 })
}
