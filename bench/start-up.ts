import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import http from 'node:http'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright'
import { findOnPath } from '#scripts/services/run-command.ts'
import { defineBench, wholeNumber, type BenchContext } from './support/define-bench.ts'
import { realClip } from './support/films.ts'
import { importFilm } from './support/import-film.ts'
import { startInstance, type BenchInstance } from './support/production.ts'
import { median, percentile } from './support/statistics.ts'

/** A page left alone for this long has loaded what it preloads. */
const SETTLE_MS = 1000

interface Marks {
  clicked?: number
  shown?: number
}

/** Runs in the page: notes the moment of the last click and that of the first picture on any video, as epoch milliseconds. */
function noteFirstFrame(): void {
  const marks: Marks = {}
  Object.assign(globalThis, { marks })
  const seen = new WeakSet<HTMLVideoElement>()
  addEventListener('click', (event) => (marks.clicked = performance.timeOrigin + event.timeStamp), true)
  const watch = (): void => {
    for (const video of document.querySelectorAll('video')) {
      if (seen.has(video)) continue
      seen.add(video)
      video.requestVideoFrameCallback((now) => (marks.shown ??= performance.timeOrigin + now))
    }
  }
  new MutationObserver(watch).observe(document, { childList: true, subtree: true })
}

/** Clicks, waits for the first picture and gives the milliseconds between the two. */
async function clickToFrame(page: Page, selector: string): Promise<number> {
  await pause(SETTLE_MS)
  await page.locator(selector).first().click()
  const marks = await page.waitForFunction(() => {
    const found = (globalThis as unknown as { marks: Marks }).marks
    return found.clicked !== undefined && found.shown !== undefined ? found : null
  })
  const { clicked = 0, shown = 0 } = (await marks.jsonValue()) ?? {}
  return shown - clicked
}

/** The floor: a page that holds a button, a video and hls.js with its defaults, loaded before the click. */
async function serveBarePage(context: BenchContext): Promise<string> {
  const folder = path.dirname(createRequire(import.meta.url).resolve('hls.js'))
  const script = await readFile(path.join(folder, 'hls.min.js'))
  const page = `<!doctype html><title>bare</title><button>Play</button><video muted playsinline></video>
<script src="/hls.js"></script><script>
document.querySelector('button').onclick = () => {
  const video = document.querySelector('video')
  const hls = new Hls()
  hls.loadSource(new URLSearchParams(location.search).get('film'))
  hls.attachMedia(video)
  video.play()
}
</script>`
  const server = http.createServer((request, response) => {
    const isScript = request.url === '/hls.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8')
    response.end(isScript ? script : page)
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  context.onEnd(() => new Promise((resolve) => server.close(resolve)))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The bare page has no port.')
  return `http://localhost:${address.port}`
}

/** Puts the real clip under a published film of the demo catalogue and gives that title's page. */
async function provideTitle(instance: BenchInstance): Promise<string> {
  const { listTitlesForAdmin } = await import('#server/domains/catalogue/index.ts')
  const { systemContext } = await import('#server/platform/context/context.ts')
  const { titles } = await listTitlesForAdmin(systemContext('bench'), { pageSize: 50 })
  const title = titles.find(({ kind, status }) => kind === 'film' && status === 'published')
  if (!title) throw new Error('The demo catalogue holds no published film.')
  await importFilm(instance, realClip, title.id)
  return `${instance.url}/titles/${title.slug}`
}

async function launch(context: BenchContext): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: findOnPath('chromium') ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--mute-audio',
      '--autoplay-policy=no-user-gesture-required',
    ],
  })
  context.onEnd(() => browser.close())
  return browser
}

type SignedIn = Awaited<ReturnType<BrowserContext['storageState']>>

async function signIn(browser: Browser, instance: BenchInstance): Promise<SignedIn> {
  const context = await browser.newContext({ locale: 'vi-VN' })
  const page = await context.newPage()
  await page.goto(`${instance.url}/sign-in?callbackUrl=%2F`)
  await page.getByLabel('Email').fill(instance.env.E2E_VIEWER_EMAIL ?? '')
  await page.getByLabel('Mật khẩu', { exact: true }).fill(instance.env.E2E_VIEWER_PASSWORD ?? '')
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.waitForURL((url) => !url.pathname.includes('sign-in'))
  const state = await context.storageState()
  await context.close()
  return state
}

/** A visit with an empty cache. */
async function visit<T>(
  browser: Browser,
  state: SignedIn | undefined,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ locale: 'vi-VN', ...(state ? { storageState: state } : {}) })
  try {
    await context.addInitScript(noteFirstFrame)
    return await work(await context.newPage())
  } finally {
    await context.close()
  }
}

export default defineBench({
  about: 'Play clicked on the title page until the first frame, against a bare page with hls.js defaults',
  options: { runs: { default: '15', about: 'visits to each, each with an empty cache' } },
  async run(context) {
    const runs = wholeNumber(context.options, 'runs')
    const instance = await startInstance(context, { applications: ['web', 'worker'] })
    const titlePage = await provideTitle(instance)
    const barePage = await serveBarePage(context)
    const browser = await launch(context)
    const state = await signIn(browser, instance)
    const samples: number[] = []
    const floors: number[] = []
    let manifest = ''
    const visitTitle = (): Promise<number> =>
      visit(browser, state, async (page) => {
        page.on('request', (request) => {
          if (!manifest && request.url().endsWith('.m3u8')) manifest = request.url()
        })
        await page.goto(titlePage)
        return clickToFrame(page, 'main a[href*="/watch/"]')
      })
    const visitBare = (): Promise<number> =>
      visit(browser, undefined, async (page) => {
        await page.goto(`${barePage}/?film=${encodeURIComponent(manifest)}`)
        return clickToFrame(page, 'button')
      })
    // The first visit to each warms the server up and tells the manifest's address.
    await visitTitle()
    await visitBare()
    for (let run = 0; run < runs; run++) {
      samples.push(await visitTitle())
      floors.push(await visitBare())
    }
    const round = (values: number[]): number[] => values.map(Math.round)
    for (const [name, share] of [['median', 0.5] as const, ['p95', 0.95] as const])
      context.measure({
        name: `start-up/${name}`,
        value: share === 0.5 ? median(samples) : percentile(samples, share),
        unit: 'ms',
        floor: share === 0.5 ? median(floors) : percentile(floors, share),
        more: {
          samples: round(samples),
          floorSamples: round(floors),
          browser: `Chromium ${browser.version()}`,
        },
      })
  },
})
