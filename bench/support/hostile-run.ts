import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { damage, damageKinds, seededRandom } from '#e2e/fixtures/hostile/damage.ts'
import { fillStrings, inject } from '#e2e/fixtures/hostile/inject.ts'
import type { Trap } from '#e2e/fixtures/hostile/maker.ts'
import { makeWholeFilms } from './hostile-films.ts'
import { setTrap } from './hostile-trap.ts'

const STUCK_MS = 180_000
const KINDS = [...damageKinds, 'inject'] as const

/** Ends that tell an admin nothing of the file; a damaged film must never come to one. */
const FAULTS = [
  'unexpected',
  'stuck',
  'worker-lost',
  'timed-out',
  'tool-missing',
  'no-space',
  'source-missing',
]

/** What became of one damaged file. */
export interface HostileResult {
  number: number
  format: string
  kind: (typeof KINDS)[number]
  /** `plays`, a failure's code, a refusal's code, or `never-ends`. */
  outcome: string
  /** What the failure said beside its code. */
  detail: string
  /** From the import to its end, the wait in the queue included. */
  seconds: number
}

export interface HostileRun {
  results: HostileResult[]
  /** What touched that which nobody may touch. */
  escapes: string[]
}

/** Tells whether an outcome is our fault and not the file's. */
export function isFault({ outcome }: HostileResult): boolean {
  return FAULTS.includes(outcome)
}

/** Tells whether a file was under way for ever, as far as one waited. */
export function isStuck({ outcome }: HostileResult): boolean {
  return outcome === 'never-ends'
}

/**
 * Damages real films, whose every text names a trap, in ways that the seed decides, and puts each through the job path
 * of the workers that run. The product's settings must be in this process.
 */
export async function runHostile(options: {
  count: number
  seed: number
  folder: string
  dataDir: string
  lanes: number
  onResult?: (result: HostileResult) => void
}): Promise<HostileRun> {
  const { count, seed, folder, lanes } = options
  const films = await makeWholeFilms(folder)
  const trap = await setTrap(folder, options.dataDir)
  const results: HostileResult[] = []
  const numbers = Array.from({ length: count }, (_, number) => number).values()
  const work = async (): Promise<void> => {
    for (const number of numbers) {
      const result = await tryOne(number, { random: seededRandom(seed + number * 7919), films, trap, folder })
      results.push(result)
      options.onResult?.(result)
    }
  }
  try {
    await Promise.all(Array.from({ length: lanes }, work))
    return { results, escapes: await trap.look() }
  } finally {
    trap.close()
  }
}

interface Parts {
  random: () => number
  films: ReadonlyMap<string, Buffer>
  trap: Trap
  folder: string
}

async function tryOne(number: number, { random, films, trap, folder }: Parts): Promise<HostileResult> {
  const formats = [...films.keys()]
  const choose = (): [string, Buffer] => {
    const format = formats[Math.floor(random() * formats.length)] ?? 'mp4'
    return [format, fillStrings(films.get(format) ?? Buffer.alloc(0), trap, random)]
  }
  const [[format, film], [, other]] = [choose(), choose()]
  const kind = KINDS[number % KINDS.length] ?? 'flip'
  const damaged = kind === 'inject' ? inject(film, trap, random) : damage(kind, film, other, random)
  const own = path.join(folder, String(number))
  await mkdir(own)
  const file = path.join(own, 'film.mp4')
  await writeFile(file, damaged)
  const from = performance.now()
  const end = await put(file)
  const seconds = (performance.now() - from) / 1000
  await rm(own, { recursive: true })
  return { number, format, kind, ...end, seconds }
}

/** Imports a file and waits for its end. */
async function put(file: string): Promise<Pick<HostileResult, 'outcome' | 'detail'>> {
  const { createTitle } = await import('#server/domains/catalogue/index.ts')
  const { getEncode, importSource } = await import('#server/domains/media/index.ts')
  const { systemContext } = await import('#server/platform/context/context.ts')
  const context = systemContext('bench')
  const { id: titleId } = await createTitle(context, { kind: 'film', title: { vi: `Hỏng ${randomUUID()}` } })
  const imported = await importSource(context, { path: file, target: { titleId } }).catch(toEnd)
  if ('outcome' in imported) return imported
  for (const until = Date.now() + STUCK_MS; Date.now() < until; await sleep(150)) {
    const { state, error } = await getEncode(systemContext('bench'), { versionId: imported.versionId })
    if (state === 'succeeded') return { outcome: 'plays', detail: '' }
    if (state === 'failed') return { outcome: error?.code ?? 'unexpected', detail: error?.detail ?? '' }
    if (state === 'cancelled') return { outcome: 'unexpected', detail: 'It was cancelled.' }
  }
  return { outcome: 'never-ends', detail: '' }
}

function toEnd(error: unknown): Pick<HostileResult, 'outcome' | 'detail'> {
  const code = error instanceof Error && 'code' in error ? error.code : null
  const detail = error instanceof Error ? error.message : String(error)
  return { outcome: code === 'media.file-empty' ? code : 'unexpected', detail }
}
