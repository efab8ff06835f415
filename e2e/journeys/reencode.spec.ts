import { access } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, type Locator } from '@playwright/test'
import { execa } from 'execa'
import { runCommandLine } from '../support/command-line.ts'
import { countRuns } from '../support/count-runs.ts'
import { instance } from '../support/instance.ts'
import { moveClock } from '../support/move-clock.ts'
import { signIn } from '../support/sign-in.ts'

const filmName = 'Bảng màu hai phút'
const hourMs = 60 * 60 * 1000

/** Longer than what a player keeps before and behind itself: a seek must ask for what it has not. */
async function makeFilm(file: string): Promise<void> {
  const picture = 'testsrc2=size=320x180:rate=24:duration=120'
  const sound = 'sine=frequency=330:sample_rate=48000:duration=120'
  const inputs = ['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', sound]
  const encoders = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac']
  await execa('ffmpeg', ['-v', 'error', '-y', ...inputs, ...encoders, file])
}

const secondsOf = (video: Locator) => video.evaluate((element) => (element as HTMLVideoElement).currentTime)

/** Moves to a moment and waits until the film goes on from there. */
async function seekTo(video: Locator, seconds: number): Promise<void> {
  await video.evaluate((element, to) => {
    const player = element as HTMLVideoElement
    player.currentTime = to
    // It may have come to its end meanwhile.
    void player.play()
  }, seconds)
  await expect.poll(() => secondsOf(video), { timeout: 20_000 }).toBeGreaterThan(seconds + 0.3)
}

test('a viewer goes on while the film is encoded anew, its new version published and the old one collected', async ({
  browser,
}, testInfo) => {
  test.setTimeout(420_000)
  const file = testInfo.outputPath('two-minutes.mp4')
  await makeFilm(file)
  const choices = ['--title', filmName, '--publish', '--rating', 'P', '--wait', '--json']
  const imported = await runCommandLine(['film', 'import', file, ...choices])
  expect(imported.code).toBe(0)
  const { id: titleId } = JSON.parse(imported.stdout) as { id: string }

  const viewer = await (await browser.newContext()).newPage()
  const asked: { status: number; key: string; version: string }[] = []
  viewer.on('response', (response) => {
    const [, key = '', version = ''] =
      /\/(media\/[^/]+\/([^/]+)\/.+)$/.exec(new URL(response.url()).pathname) ?? []
    if (version && /\.(mp4|m4s|m3u8)$/.test(key)) asked.push({ status: response.status(), key, version })
  })
  await signIn(viewer, instance.viewer, '/films')
  await viewer.getByRole('link', { name: filmName }).first().click()
  await viewer.getByRole('main').getByRole('link', { name: 'Xem phim' }).first().click()
  const video = viewer.getByTestId('player').locator('video')
  await expect.poll(() => secondsOf(video)).toBeGreaterThan(0.5)
  const first = asked[0]?.version ?? ''
  const isStored = () =>
    access(path.join(instance.dataDir, 'storage', asked[0]?.key ?? '')).then(
      () => true,
      () => false,
    )
  expect(await isStored()).toBe(true)

  const admin = await (await browser.newContext()).newPage()
  await signIn(admin, instance.admin, `/admin/titles/${titleId}`)
  await admin.getByRole('button', { name: 'Mã hóa lại Phim chính' }).click()
  await expect(admin.getByText('2 bản đã mã hóa')).toBeVisible({ timeout: 30_000 })
  await seekTo(video, 50)
  await expect(admin.getByText('Xem được', { exact: true })).toBeVisible({ timeout: 120_000 })

  // The new version is there; who began with the old one seeks to what was never loaded.
  await seekTo(video, 105)
  expect(asked.filter(({ status }) => status >= 400)).toEqual([])
  expect(new Set(asked.map(({ version }) => version))).toEqual(new Set([first]))
  const newcomer = await (await browser.newContext()).newPage()
  const newVersions = new Set<string>()
  newcomer.on('response', (response) => {
    const version = /\/media\/[^/]+\/([^/]+)\/.+\.m3u8$/.exec(response.url())?.[1]
    if (version) newVersions.add(version)
  })
  await signIn(newcomer, instance.viewer, new URL(viewer.url()).pathname)
  await expect.poll(() => secondsOf(newcomer.getByTestId('player').locator('video'))).toBeGreaterThan(0.5)
  expect(newVersions.size).toBe(1)
  expect(newVersions.has(first)).toBe(false)

  try {
    // A player that slept is given another playback session of what it has begun, which keeps its files for a while.
    const goesOn = viewer.waitForResponse((response) => response.url().includes(`playing=${first}`))
    await moveClock(23.9 * hourMs)
    expect((await goesOn).ok()).toBe(true)
    // The grace is over and the collector comes by, but somebody plays.
    const goesOnAgain = viewer.waitForResponse((response) => response.url().includes(`playing=${first}`))
    const collected = await countRuns('clear-version')
    await moveClock(24.05 * hourMs)
    expect((await goesOnAgain).ok()).toBe(true)
    await expect.poll(() => countRuns('clear-version'), { timeout: 30_000 }).toBeGreaterThan(collected)
    expect(await isStored()).toBe(true)
    await seekTo(video, 10)
    // Nobody plays it any more: the old version goes, and the new one plays on.
    await viewer.close()
    await moveClock(60 * hourMs)
    await expect.poll(isStored, { timeout: 30_000 }).toBe(false)
    await newcomer.reload()
    await expect.poll(() => secondsOf(newcomer.getByTestId('player').locator('video'))).toBeGreaterThan(0.5)
    expect(asked.some(({ status }) => status === 404 || status >= 500)).toBe(false)
  } finally {
    await moveClock(0)
  }
})
