import { expect, test } from '@playwright/test'
import { execa } from 'execa'
import { runCommandLine } from '../support/command-line.ts'
import { instance, realFilm } from '../support/instance.ts'
import { visit } from '../support/visit.ts'

type Imported = {
  id: string
  state: string
  durationS: number
  renditions: { name: string; height: number }[]
  audioTracks: unknown[]
  subtitleTracks: unknown[]
  error: unknown
}

test('a film goes in from the shell and its address plays in ffmpeg', async ({ request }) => {
  const imported = await runCommandLine([
    'film',
    'import',
    realFilm,
    '--title',
    'Thỏ trắng',
    '--publish',
    '--wait',
    '--json',
  ])
  expect(imported.stderr).not.toContain('Error')
  expect(imported.code).toBe(0)
  const film = JSON.parse(imported.stdout) as Imported
  expect(film.state).toBe('published')
  expect(film.error).toBeNull()
  expect(film.durationS).toBeCloseTo(14, 0)
  expect(film.renditions.map((rendition) => rendition.height)).toEqual([240, 360, 480])
  expect(film.audioTracks.length).toBeGreaterThan(0)

  const listed = await runCommandLine(['film', 'list', '--json'])
  expect(JSON.parse(listed.stdout)).toEqual(
    expect.arrayContaining([expect.objectContaining({ id: film.id })]),
  )

  const addressed = await runCommandLine(['film', 'link', film.id, '--hours', '1', '--json'])
  const address = JSON.parse(addressed.stdout) as { hls: string; dash: string; expiresAt: string }
  expect(Date.parse(address.expiresAt)).toBeGreaterThan(Date.now())

  for (const manifest of [address.hls, address.dash]) {
    const played = await execa('ffmpeg', ['-v', 'error', '-i', manifest, '-t', '4', '-f', 'null', '-'])
    expect(played.stderr).toBe('')
  }

  const signed = new URL(address.hls)
  const [, , link = '', signature = '', ...file] = signed.pathname.split('/')
  const altered = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`
  const nowhere = '00000000-0000-4000-8000-000000000000'
  const refused = [
    `/l/${file.join('/')}`,
    `/l/${link}/${altered}/${file.join('/')}`,
    `/l/${nowhere}/${signature}/${file.join('/')}`,
    `/l/${link}/${signature}/media/${nowhere}/${file.slice(2).join('/')}`,
  ]
  expect((await request.get(signed.pathname)).status()).toBe(200)
  for (const path of refused) expect([403, 404], path).toContain((await request.get(path)).status())

  expect((await runCommandLine(['film', 'link', '--revoke', link])).code).toBe(0)
  await expect.poll(async () => (await request.get(signed.pathname)).status()).toBe(403)
  const links = await runCommandLine(['film', 'links', '--json'])
  const [kept] = JSON.parse(links.stdout) as { id: string; revokedAt: string | null }[]
  expect(kept).toMatchObject({ id: link })
  expect(kept?.revokedAt).not.toBeNull()
})

test('an error of the command line is one sentence on stderr and a failing exit code', async () => {
  const missing = await runCommandLine(['film', 'import', '/nowhere/film.mp4', '--json'])
  expect(missing.code).not.toBe(0)
  expect(missing.stderr.trim().split('\n')).toHaveLength(1)
  expect(missing.stderr).toContain('/nowhere/film.mp4')
})

test('an account made from the shell can sign in', async ({ page }) => {
  const email = `e2e-${Date.now()}@marquee.example`
  const made = await runCommandLine(
    ['user', 'create', '--email', email, '--role', 'viewer', '--password-stdin', '--json'],
    'một-mật-khẩu-dài\n',
  )
  expect(made.code).toBe(0)
  await visit(page, '/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Mật khẩu', { exact: true }).fill('một-mật-khẩu-dài')
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await expect(page).toHaveURL(new RegExp(`^${instance.baseUrl}/?$`))
})
