import { expect, test, type Locator, type Page } from '@playwright/test'
import { expectAccessible } from '../support/accessibility.ts'
import { runCommandLine } from '../support/command-line.ts'
import { instance } from '../support/instance.ts'
import { makeTones } from '../support/make-tones.ts'
import { signIn } from '../support/sign-in.ts'

const filmName = 'Hai âm thoa'

/** The strongest frequency of what the video plays at this moment, in Hz; 0 while it is silent. */
async function hearPitch(video: Locator): Promise<number> {
  return video.evaluate(async (element) => {
    const { captureStream } = element as HTMLVideoElement & { captureStream: () => MediaStream }
    const stream = captureStream.call(element)
    // Before its first frame a video has nothing to hear.
    if (stream.getAudioTracks().length === 0) return 0
    const context = new AudioContext()
    await context.resume()
    const analyser = new AnalyserNode(context, { fftSize: 16_384, smoothingTimeConstant: 0 })
    context.createMediaStreamSource(stream).connect(analyser)
    await new Promise((resolve) => setTimeout(resolve, 700))
    const bins = new Float32Array(analyser.frequencyBinCount)
    analyser.getFloatFrequencyData(bins)
    const loudest = bins.indexOf(Math.max(...bins))
    const heard = (bins[loudest] ?? -Infinity) > -70
    const hertz = (loudest * context.sampleRate) / analyser.fftSize
    await context.close()
    return heard ? hertz : 0
  })
}

const expectPitch = (video: Locator, hertz: number) =>
  expect.poll(async () => Math.abs((await hearPitch(video)) - hertz), { timeout: 20_000 }).toBeLessThan(8)

async function openTracks(page: Page): Promise<void> {
  await page.mouse.move(300, 300)
  await page.mouse.move(340, 320)
  await page.getByRole('button', { name: 'Âm thanh và phụ đề' }).click()
}

test('a film with two sound tracks and two subtitles: the viewer chooses, hears and reads', async ({
  page,
}) => {
  const imported = await runCommandLine([
    'film',
    'import',
    await makeTones(),
    '--title',
    filmName,
    '--publish',
    '--wait',
    '--json',
  ])
  expect(imported.code, imported.stderr).toBe(0)
  expect(JSON.parse(imported.stdout)).toMatchObject({
    audioTracks: [
      { language: 'vi', channels: 2, isDefault: true },
      { language: 'vi', channels: 6, isDefault: false },
      { language: 'en', channels: 2, title: 'Lồng tiếng Anh', flags: ['dub'] },
    ],
    subtitleTracks: [{ language: 'vi' }, { language: 'en' }],
  })

  await signIn(page, instance.viewer, '/')
  await page.getByRole('link', { name: filmName }).first().click()
  await expect(page.getByRole('heading', { name: filmName, level: 1 })).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'Xem phim' }).first().click()
  const video = page.getByTestId('player').locator('video')
  await expectPitch(video, 440)
  await expect(page.getByTestId('subtitle')).toHaveCount(0)

  await openTracks(page)
  const choice = (name: string) => page.getByRole('menuitemradio', { name, exact: true })
  await expect(choice('Tiếng Việt').first()).toBeVisible()
  await expect(choice('Tiếng Việt 5.1')).toBeVisible()
  await expectAccessible(page)
  await choice('English · Lồng tiếng Anh').click()
  await expectPitch(video, 880)

  await choice('English').click()
  const line = page.getByTestId('subtitle')
  await expect(line).toHaveText('Hello, rabbit')
  await expect(line.locator('i')).toHaveText('Hello')
  const high = await line.boundingBox()
  expect(high!.y).toBeLessThan(page.viewportSize()!.height / 3)
  await page.keyboard.press('Escape')

  // The choice is kept for the next time.
  await page.goBack()
  await page.reload()
  await page.getByRole('main').getByRole('link', { name: /Xem/ }).first().click()
  await expect(line).toHaveText('Hello, rabbit')
  await expectPitch(video, 880)
  await openTracks(page)
  await choice('Tiếng Việt 5.1').click()
  await expectPitch(video, 440)
})
