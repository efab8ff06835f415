import { expect, type Locator } from '@playwright/test'

/** Waits until the page's code has taken the element over: what is pressed or typed before is lost. */
export async function expectAlive(element: Locator): Promise<void> {
  await expect
    .poll(() => element.evaluate((node) => Object.keys(node).some((key) => key.startsWith('__reactProps'))), {
      timeout: 30_000,
    })
    .toBe(true)
}

/** Clicks as soon as a click counts. */
export async function press(element: Locator): Promise<void> {
  await expectAlive(element)
  await element.click()
}
