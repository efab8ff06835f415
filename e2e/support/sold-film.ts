import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, type Browser } from '@playwright/test'
import { runCommandLine } from './command-line.ts'
import { instance } from './instance.ts'
import { makeLongFilm } from './make-long-film.ts'
import type { Film } from './provide-film.ts'
import { signIn } from './sign-in.ts'

const published = ['--rating', 'P', '--publish', '--wait', '--json']

/** Makes a film that plans open and nobody watches for nothing; rented out where a price in đồng is given. */
export async function makeSoldFilm(browser: Browser, title: string, rentVnd?: number): Promise<Film> {
  await order(['film', 'import', await makeLongFilm(), '--title', title, ...published])
  const film = await findTitle(title)
  await openByRight(browser, film)
  if (rentVnd !== undefined) await order(['title-offer', 'set', film.slug, '--amount', String(rentVnd)])
  return film
}

/** Makes a series that nobody watches for nothing, of so many seasons, each of one episode and sold by itself. */
export async function makeSoldSeries(
  browser: Browser,
  title: string,
  { seasons, seasonVnd }: { seasons: number; seasonVnd: number },
): Promise<Film> {
  const folder = await mkdtemp(path.join(tmpdir(), 'marquee-series-'))
  const film = await readFile(await makeLongFilm())
  for (let season = 1; season <= seasons; season++) {
    const place = path.join(folder, title, `Mùa ${season}`)
    await mkdir(place, { recursive: true })
    // A box that players skip: the same bytes would be the same film.
    const box = Buffer.from([0, 0, 0, 9, ...Buffer.from('free'), season])
    await writeFile(path.join(place, 'Tập 01.mp4'), Buffer.concat([film, box]))
  }
  await order(['film', 'import', folder, ...published])
  const series = await findTitle(title)
  await openByRight(browser, series)
  for (let season = 1; season <= seasons; season++) {
    const price = ['--kind', 'purchase', '--amount', String(seasonVnd), '--season', String(season)]
    await order(['title-offer', 'set', series.slug, ...price])
  }
  return series
}

async function findTitle(title: string): Promise<Film> {
  const films = JSON.parse(await order(['film', 'list', '--json'])) as Film[]
  const film = films.find((each) => each.title === title)
  if (!film) throw new Error(`${title} was imported and is not in the list.`)
  return film
}

/** Has it opened by a right alone. */
async function openByRight(browser: Browser, { id, title }: Film): Promise<void> {
  const page = await (await browser.newContext()).newPage()
  await signIn(page, instance.admin, `/admin/titles/${id}`)
  const access = page.getByRole('combobox', { name: 'Quyền xem' })
  // What is chosen before the page has come alive opens nothing.
  await expect(async () => {
    await access.click()
    await page.getByRole('option', { name: 'Tài khoản có quyền' }).click({ timeout: 3000 })
  }).toPass({ timeout: 60_000 })
  await page.locator('form').filter({ has: access }).getByRole('button', { name: 'Lưu' }).click()
  await expect(page.getByText(`Đã lưu quyền xem của ${title}`)).toBeVisible()
  await page.context().close()
}

async function order(args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runCommandLine(args)
  expect(code, stderr).toBe(0)
  return stdout
}
