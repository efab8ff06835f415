import { randomUUID } from 'node:crypto'
import http from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { watchingCollection, type WatchingDocument } from '#db/mongo/profiles.ts'
import { defineBench, wholeNumber } from './support/define-bench.ts'
import { realClip } from './support/films.ts'
import { importFilm } from './support/import-film.ts'
import { provideViewers, type Person } from './support/people.ts'
import { startInstance, type BenchInstance } from './support/production.ts'
import { percentile } from './support/statistics.ts'

const reportEveryMs = 5000

/** One player: its sign-in and what it has told so far. */
type Viewer = { cookie: string; session: string; sequence: number; positionMs: number }

function toViewer({ cookie: { name, value } }: Person): Viewer {
  return { cookie: `${name}=${value}`, session: randomUUID(), sequence: 0, positionMs: 5000 }
}

/** The film that all of them watch. */
async function provideAsset(instance: BenchInstance): Promise<string> {
  const { getTitleBySlug, listTitlesForAdmin } = await import('#server/domains/catalogue/index.ts')
  const { systemContext } = await import('#server/platform/context/context.ts')
  const { titles } = await listTitlesForAdmin(systemContext('bench'), { pageSize: 50 })
  const title = titles.find(({ kind, status }) => kind === 'film' && status === 'published')
  if (!title) throw new Error('The demo catalogue holds no published film.')
  await importFilm(instance, realClip, title.id)
  for (;;) {
    const { playable } = await getTitleBySlug({ slug: title.slug })
    if (playable) return playable.assetId
    await pause(100)
  }
}

/** What a server does to a connection that it meant to close as a request came: browsers then ask once more. */
const closedMeanwhile = new Set(['ECONNRESET', 'EPIPE'])

/** Sends one report and gives how long its answer took, in milliseconds; throws where it was not kept. */
function send(agent: http.Agent, url: string, viewer: Viewer, assetId: string): Promise<number> {
  viewer.sequence += 1
  // Round and round in a short clip: a position is no less one for it.
  viewer.positionMs = 5000 + ((viewer.positionMs + 1000) % 6000)
  const { session, sequence, positionMs, cookie } = viewer
  const body = JSON.stringify({ assetId, session, sequence, positionMs, ageMs: 0 })
  const headers = {
    cookie,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    origin: new URL(url).origin,
  }
  const from = performance.now()
  const ask = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const request = http.request(
        `${url}/api/me/progress`,
        { agent, method: 'POST', headers },
        (response) => {
          let text = ''
          response.setEncoding('utf8')
          response.on('data', (part: string) => (text += part))
          response.on('end', () => {
            if (response.statusCode === 200) resolve(performance.now() - from)
            else reject(new Error(`A report was answered ${response.statusCode}: ${text}`))
          })
        },
      )
      request.on('error', (error: NodeJS.ErrnoException) => {
        if (request.reusedSocket && closedMeanwhile.has(error.code ?? '')) resolve(ask())
        else reject(error)
      })
      request.end(body)
    })
  return ask()
}

/** How often any document of positions has been written. */
async function countWrites(): Promise<number> {
  const { documents } = await import('#server/platform/mongo/mongo.ts')
  const found = documents().collection<WatchingDocument>(watchingCollection).find({})
  let writes = 0
  for await (const { version } of found) writes += version
  return writes
}

export default defineBench({
  about:
    'viewers reporting their progress each five seconds to one web process: delays by minute, writes saved',
  options: {
    viewers: { default: '5000', about: 'players at once' },
    minutes: { default: '10', about: 'how long; the last minute is held against the second' },
  },
  async run(context) {
    const { options, measure, report } = context
    const count = wholeNumber(options, 'viewers')
    const minutes = wholeNumber(options, 'minutes')
    const instance = await startInstance(context, { applications: ['web', 'worker'] })
    const assetId = await provideAsset(instance)
    const people = await report.step(`${count} signed-in viewers`, () => provideViewers(instance, count))
    const viewers = people.map(toViewer)
    const agent = new http.Agent({ keepAlive: true, maxSockets: 256 })
    context.onEnd(async () => agent.destroy())
    const delays: number[][] = Array.from({ length: minutes }, () => [])
    const failures: Error[] = []
    const from = performance.now()
    const play = async (viewer: Viewer, index: number): Promise<void> => {
      for (let turn = 0; ; turn++) {
        // Players begin at their own moments, and none waits for another's answer.
        const dueMs = (index / count) * reportEveryMs + turn * reportEveryMs
        const minute = Math.floor(dueMs / 60_000)
        if (minute >= minutes) return
        await pause(Math.max(0, dueMs - (performance.now() - from)))
        const late = performance.now() - from - dueMs
        await send(agent, instance.url, viewer, assetId).then(
          // Whoever could not be sent in time waited too.
          (tookMs) => delays[minute]?.push(tookMs + Math.max(0, late)),
          (error: unknown) => failures.push(error as Error),
        )
      }
    }
    await Promise.all(viewers.map(play))
    if (failures.length > 0) report.problem(`${failures.length} reports failed: ${failures[0]?.message}`)
    const p99 = (minute: number): number => percentile(delays[minute] ?? [], 0.99)
    const reports = delays.reduce((sum, minute) => sum + minute.length, 0)
    measure({
      name: 'progress/p99',
      value: p99(minutes - 1),
      unit: 'ms',
      floor: p99(Math.min(1, minutes - 1)),
      goal: { atMost: 1.2 },
      more: {
        p99ByMinute: delays.map((_, minute) => Math.round(p99(minute) * 10) / 10),
        reports,
        failed: failures.length,
      },
    })
    measure({
      name: 'progress/reports-per-write',
      value: reports,
      unit: 'reports',
      floor: await countWrites(),
      goal: { atLeast: 10 },
    })
  },
})
