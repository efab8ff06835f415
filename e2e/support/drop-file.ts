import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'

/** Drags a file from the desktop over the page and drops it, as the browser would tell the page of it. */
export async function dropFile(page: Page, file: string): Promise<void> {
  const content = (await readFile(file)).toString('base64')
  const transfer = await page.evaluateHandle(
    ({ encoded, name }) => {
      const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0))
      const carried = new DataTransfer()
      carried.items.add(new File([bytes], name, { type: 'video/mp4' }))
      return carried
    },
    { encoded: content, name: path.basename(file) },
  )
  for (const event of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('body', event, { dataTransfer: transfer })
  }
}
