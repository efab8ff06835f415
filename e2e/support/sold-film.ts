import { expect, type Browser } from '@playwright/test'
import { runCommandLine } from './command-line.ts'
import { instance } from './instance.ts'
import { makeLongFilm } from './make-long-film.ts'
import type { Film } from './provide-film.ts'
import { signIn } from './sign-in.ts'

/** Makes a film that plans open and nobody watches for nothing; rented out where a price in đồng is given. */
export async function makeSoldFilm(browser: Browser, title: string, rentVnd?: number): Promise<Film> {
  const wanted = ['--title', title, '--rating', 'P', '--publish', '--wait', '--json']
  await order(['film', 'import', await makeLongFilm(), ...wanted])
  const films = JSON.parse(await order(['film', 'list', '--json'])) as Film[]
  const film = films.find((each) => each.title === title)
  if (!film) throw new Error(`The film ${title} was imported and is not in the list.`)
  const page = await (await browser.newContext()).newPage()
  await signIn(page, instance.admin, `/admin/titles/${film.id}`)
  const access = page.getByRole('combobox', { name: 'Quyền xem' })
  // What is chosen before the page has come alive opens nothing.
  await expect(async () => {
    await access.click()
    await page.getByRole('option', { name: 'Tài khoản có quyền' }).click({ timeout: 3000 })
  }).toPass({ timeout: 60_000 })
  await page.locator('form').filter({ has: access }).getByRole('button', { name: 'Lưu' }).click()
  await expect(page.getByText(`Đã lưu quyền xem của ${title}`)).toBeVisible()
  await page.context().close()
  if (rentVnd !== undefined) await order(['title-offer', 'set', film.slug, '--amount', String(rentVnd)])
  return film
}

async function order(args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runCommandLine(args)
  expect(code, stderr).toBe(0)
  return stdout
}
