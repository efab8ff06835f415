import { expect, type Locator } from '@playwright/test'

/** Chooses one of several; what is chosen before the page has come alive is taken back, and chosen again. */
export async function choose(radio: Locator): Promise<void> {
  await expect(async () => {
    await radio.check({ force: true })
    await expect(radio).toBeChecked({ timeout: 1000 })
  }).toPass()
}
