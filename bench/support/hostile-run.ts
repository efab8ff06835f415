import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { damage, damageKinds, seededRandom, type DamageKind } from '#e2e/fixtures/hostile/damage.ts'
import { runFfmpeg } from '#e2e/fixtures/hostile/make-film.ts'

const REAL_CLIP = path.resolve(import.meta.dirname, '../../e2e/fixtures/big-buck-bunny-14s.mp4')
const STUCK_MS = 180_000
const PICTURE = ['-t', '1', '-vf', 'scale=160:90', '-preset', 'ultrafast', '-ac', '2']
const FORMATS: Record<string, readonly string[]> = {
  mp4: ['-f', 'mp4'],
  'mp4-index-first': ['-movflags', '+faststart', '-f', 'mp4'],
  mkv: ['-f', 'matroska'],
  ts: ['-f', 'mpegts'],
  avi: ['-c:v', 'mpeg4', '-c:a', 'mp3', '-f', 'avi'],
  webm: ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-c:a', 'libopus', '-f', 'webm'],
}

/** What became of one damaged file. */
export interface HostileResult {
  number: number
  format: string
  kind: DamageKind
  /** `plays`, a failure's code, `refused` at the door, or `stuck`. */
  outcome: string
  seconds: number
}

export interface HostileRun {
  results: HostileResult[]
  /** How often somebody came to the address that nobody may visit, or changed the file that nobody may touch. */
  escapes: number
}

/**
 * Damages real films in ways that the seed decides and puts each through the job path of the workers that run. The
 * product's settings must be in this process.
 */
export async function runHostile(options: {
  count: number
  seed: number
  folder: string
  lanes: number
  onResult?: (result: HostileResult) => void
}): Promise<HostileRun> {
  const { count, seed, folder, lanes } = options
  const films = await makeFilms(folder)
  const trap = await setTrap(folder)
  const results: HostileResult[] = []
  const numbers = Array.from({ length: count }, (_, number) => number).values()
  const work = async (): Promise<void> => {
    for (const number of numbers) {
      const result = await tryOne(number, seededRandom(seed + number * 7919), films, folder)
      results.push(result)
      options.onResult?.(result)
    }
  }
  await Promise.all(Array.from({ length: lanes }, work))
  return { results, escapes: await trap.look() }
}

async function makeFilms(folder: string): Promise<Map<string, Buffer>> {
  const films = new Map<string, Buffer>()
  for (const [format, args] of Object.entries(FORMATS)) {
    const file = path.join(folder, `whole.${format}`)
    await runFfmpeg(['-i', `file:${REAL_CLIP}`, ...PICTURE, ...args, `file:${file}`])
    films.set(format, await readFile(file))
  }
  return films
}

async function tryOne(
  number: number,
  random: () => number,
  films: ReadonlyMap<string, Buffer>,
  folder: string,
): Promise<HostileResult> {
  const formats = [...films.keys()]
  const pick = (): string => formats[Math.floor(random() * formats.length)] ?? 'mp4'
  const [format, other] = [pick(), pick()]
  const kind = damageKinds[number % damageKinds.length] ?? 'flip'
  const damaged = damage(
    kind,
    films.get(format) ?? Buffer.alloc(0),
    films.get(other) ?? Buffer.alloc(0),
    random,
  )
  const own = path.join(folder, String(number))
  await mkdir(own)
  const file = path.join(own, 'film.mp4')
  await writeFile(file, damaged)
  const from = performance.now()
  const outcome = await put(file)
  await rm(own, { recursive: true })
  return { number, format, kind, outcome, seconds: (performance.now() - from) / 1000 }
}

/** Imports a file and waits for its end. */
async function put(file: string): Promise<string> {
  const { createTitle } = await import('#server/domains/catalogue/index.ts')
  const { getEncode, importSource } = await import('#server/domains/media/index.ts')
  const { systemContext } = await import('#server/platform/context/context.ts')
  const context = systemContext('bench')
  const { id: titleId } = await createTitle(context, { kind: 'film', title: { vi: `Hỏng ${randomUUID()}` } })
  const imported = await importSource(context, { path: file, target: { titleId } }).catch(() => null)
  if (!imported) return 'refused'
  for (const until = Date.now() + STUCK_MS; Date.now() < until; await sleep(250)) {
    const { state, error } = await getEncode(systemContext('bench'), { versionId: imported.versionId })
    if (state === 'succeeded') return 'plays'
    if (state === 'failed') return error?.code ?? 'unexpected'
  }
  return 'stuck'
}

/** A file and an address that damaged films know nothing of; what touches them has got out. */
async function setTrap(folder: string): Promise<{ look: () => Promise<number> }> {
  const canary = path.join(folder, 'canary')
  await writeFile(canary, 'untouched')
  let visits = 0
  const listener = createServer((socket) => {
    visits += 1
    socket.destroy()
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  listener.unref()
  const { port } = listener.address() as AddressInfo
  await writeFile(path.join(folder, 'address'), `http://127.0.0.1:${port}/`)
  return {
    async look() {
      listener.close()
      const text = await readFile(canary, 'utf8').catch(() => '')
      return visits + (text === 'untouched' ? 0 : 1)
    },
  }
}
