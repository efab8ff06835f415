import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { defineBench, wholeNumber } from './support/define-bench.ts'
import { startInstance } from './support/production.ts'
import { sendFilm } from './support/send-film.ts'
import { signInByHttp } from './support/sign-in.ts'
import { median } from './support/statistics.ts'

const run = promisify(execFile)
const mebibyte = 1024 * 1024

export default defineBench({
  about:
    'A film through tus into storage, against cp of the same file on the same disk; memory of the web process.',
  options: {
    megabytes: { default: '1024', about: 'size of the film' },
    chunk: { default: '32', about: 'megabytes sent at a time, as the page does' },
    runs: { default: '5', about: 'uploads and copies, in turn' },
  },

  async run({ options, measure, report, folder, onEnd }) {
    const size = wholeNumber(options, 'megabytes') * mebibyte
    const chunkSize = wholeNumber(options, 'chunk') * mebibyte
    const runs = wholeNumber(options, 'runs')
    const { url, dataDir } = await startInstance({ report, onEnd }, { applications: ['web'] })
    const cookie = await signInByHttp(url)
    const film = path.join(folder, 'film.mp4')
    await report.step(`A film of ${options.megabytes} MB`, () => writeNoise(film, size))
    const pid = await pidOf(dataDir, 'web')
    // The first upload of a process loads what later ones find.
    await upload({ url, cookie, film, chunkSize, megabytes: 64 })
    const before = await residentBytes(pid)
    const cpuBefore = await cpuSeconds(pid)
    const memory = watchMemory(pid)
    onEnd(() => memory.stop())
    const uploads: number[] = []
    const copies: number[] = []
    for (let round = 0; round < runs; round += 1) {
      // Both read it from the page cache, and both end when the copy is on the disk (fsync).
      await changeBytes(film)
      copies.push(await copy(film, path.join(dataDir, 'copy.mp4')))
      uploads.push(await upload({ url, cookie, film, chunkSize }))
      await rm(path.join(dataDir, 'storage', 'sources'), { recursive: true, force: true })
    }
    const most = await memory.stop()
    const cpu = ((await cpuSeconds(pid)) - cpuBefore) / runs
    const perSecond = (seconds: number) => round1(size / mebibyte / seconds)
    measure({
      name: 'upload/throughput',
      value: perSecond(median(uploads)),
      unit: 'MB/s',
      floor: perSecond(median(copies)),
      goal: { atLeast: 0.3 },
      more: {
        megabytes: size / mebibyte,
        uploads: uploads.map(perSecond),
        copies: copies.map(perSecond),
        webProcessorSeconds: round1(cpu),
        both: 'source in the page cache, copy synced to the disk; ours is hashed (SHA-256) on the way',
      },
    })
    measure({
      name: 'upload/memory-growth',
      value: round1((most - before) / mebibyte),
      unit: 'MB',
      floor: null,
      more: { before: round1(before / mebibyte), most: round1(most / mebibyte), goal: 'below 100 MB' },
    })
  },
})

async function writeNoise(file: string, size: number): Promise<void> {
  await using handle = await open(file, 'w')
  const noise = randomBytes(16 * mebibyte)
  for (let written = 0; written < size; written += noise.length)
    await handle.write(noise, 0, Math.min(noise.length, size - written))
  await handle.sync()
}

/** Makes it another film: the same one again would not be stored twice. */
async function changeBytes(file: string): Promise<void> {
  await using handle = await open(file, 'r+')
  await handle.write(randomBytes(64), 0, 64, 0)
  await handle.sync()
}

async function copy(from: string, to: string): Promise<number> {
  const started = performance.now()
  await run('sh', ['-c', 'cp "$1" "$2" && sync "$2"', 'sh', from, to])
  const seconds = (performance.now() - started) / 1000
  await rm(to)
  return seconds
}

type Sending = { url: string; cookie: string; film: string; chunkSize: number; megabytes?: number }

/** Sends a film, or its beginning, as the page does; gives the seconds until it is in storage and made a source. */
async function upload({ url, cookie, film, chunkSize, megabytes }: Sending): Promise<number> {
  const { createTitle } = await import('#server/domains/catalogue/index.ts')
  const { systemContext } = await import('#server/platform/context/context.ts')
  const { id } = await createTitle(systemContext('bench'), { kind: 'film', title: { vi: 'Phim đo' } })
  const { size: whole } = await stat(film)
  const size = megabytes ? Math.min(whole, megabytes * mebibyte) : whole
  const sha256 = await hashOf(film, size)
  const started = performance.now()
  const metadata = { filename: 'film.mp4', titleId: id, role: 'main' }
  await sendFilm({ url, cookie, film, size, chunkSize, sha256, metadata })
  return (performance.now() - started) / 1000
}

async function hashOf(file: string, size: number): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file, { end: size - 1, highWaterMark: mebibyte }))
    hash.update(chunk as Buffer)
  return hash.digest('hex')
}

async function pidOf(dataDir: string, name: string): Promise<number> {
  const record = JSON.parse(await readFile(path.join(dataDir, 'pids', `${name}.json`), 'utf8')) as {
    pid: number
  }
  return record.pid
}

/** What a process holds in memory. */
async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024
}

/** Processor time a process has used, in seconds; Linux counts in hundredths. */
async function cpuSeconds(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Looks at a process every 50 ms until stopped, which gives the most it held. */
function watchMemory(pid: number): { stop: () => Promise<number> } {
  let most = 0
  const look = async () => {
    most = Math.max(most, await residentBytes(pid))
  }
  const timer = setInterval(() => void look(), 50)
  return {
    stop: async () => {
      clearInterval(timer)
      await look().catch(() => undefined)
      return most
    },
  }
}

const round1 = (value: number): number => Math.round(value * 10) / 10
