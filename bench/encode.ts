import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { encodeArguments } from '#server/platform/media-tools/ffmpeg/encode.ts'
import { x264 } from '#server/platform/media-tools/ffmpeg/x264.ts'
import type { Ladder } from '#server/platform/media-tools/port.ts'
import { runCommand, tailOf } from '#scripts/services/run-command.ts'
import { defineBench, wholeNumber, type BenchContext } from './support/define-bench.ts'
import { provideFilm, realClip } from './support/films.ts'
import { importFilm, type MadeFilm } from './support/import-film.ts'
import { startInstance, type BenchInstance } from './support/production.ts'
import { median } from './support/statistics.ts'

/** Stages that decide what to make, reported apart from making it. */
const ANALYSIS = ['analyse', 'loudness']

/** Makes a film by the product, for a title of its own. */
async function makeByProduct(instance: BenchInstance, file: string): Promise<MadeFilm> {
  const { createTitle } = await import('#server/domains/catalogue/index.ts')
  const { systemContext } = await import('#server/platform/context/context.ts')
  const title = { kind: 'film' as const, title: { vi: `Đo ${randomUUID()}` }, ratingCode: 'P' as const }
  const { id } = await createTitle(systemContext('bench'), title)
  return importFilm(instance, file, id)
}

/** The floor: one ffmpeg, one decode, the same ladder, settings and priority, nothing before or after; in seconds. */
async function makeByFfmpeg(context: BenchContext, file: string, ladder: Ladder): Promise<number> {
  const { mediaTools } = await import('#server/platform/media-tools/index.ts')
  const probe = await mediaTools().probe(file)
  const outputDir = path.join(context.folder, randomUUID())
  await mkdir(outputDir)
  const args = encodeArguments(x264, { file, probe, ladder, outputDir })
  const from = performance.now()
  const { code, output } = await runCommand('setsid', [
    '--wait',
    'nice',
    '-n',
    '10',
    process.env.FFMPEG_PATH ?? 'ffmpeg',
    ...args,
  ])
  const seconds = (performance.now() - from) / 1000
  if (code !== 0) throw new Error(`ffmpeg: ${tailOf(output)}`)
  await rm(outputDir, { recursive: true })
  return seconds
}

const analysisOf = ({ stages }: MadeFilm): number =>
  ANALYSIS.reduce((sum, stage) => sum + (stages[stage] ?? 0), 0) / 1000

async function compare(
  context: BenchContext,
  instance: BenchInstance,
  film: { name: string; file: string; runs: number },
): Promise<void> {
  const made: MadeFilm[] = []
  const floors: number[] = []
  for (let run = 0; run < film.runs; run++) {
    const last = made.at(-1)
    // The floor wants a ladder, so the first run begins with the product; then they take turns in going first.
    if (last && run % 2 === 1) floors.push(await makeByFfmpeg(context, film.file, last.ladder))
    made.push(await makeByProduct(instance, film.file))
    const ladder = made.at(-1)?.ladder
    if (ladder && floors.length <= run) floors.push(await makeByFfmpeg(context, film.file, ladder))
    const product = made.at(-1)
    context.report.note(
      `${film.name} ${run + 1} of ${film.runs}: ${product?.totalS.toFixed(2)} s against ${floors.at(-1)?.toFixed(2)} s, ${JSON.stringify(product?.stages)}`,
    )
  }
  const values = made.map((each) => each.totalS - analysisOf(each))
  const stageNames = Object.keys(made[0]?.stages ?? {})
  const stages = Object.fromEntries(
    stageNames.map((stage) => [stage, Math.round(median(made.map((each) => each.stages[stage] ?? 0)))]),
  )
  const rungs = made[0]?.ladder.rungs.map((rung) => rung.name)
  context.measure({
    name: `encode/${film.name}`,
    value: median(values),
    unit: 's',
    floor: median(floors),
    goal: { atMost: 1.1 },
    more: { samples: values, floorSamples: floors, stagesMs: stages, rungs },
  })
  context.measure({
    name: `encode/${film.name}-analysis`,
    value: median(made.map(analysisOf)),
    unit: 's',
    floor: null,
  })
}

export default defineBench({
  about: 'a film that is there until it can be watched, against one ffmpeg for the same ladder',
  options: {
    'clip-runs': { default: '5', about: 'runs of the real clip of 14 s; 0 leaves it out' },
    'film-runs': { default: '2', about: 'runs of the 1080p film, each some minutes; 0 leaves it out' },
    'film-seconds': { default: '300', about: 'length of that film' },
  },
  async run(context) {
    const clipRuns = wholeNumber(context.options, 'clip-runs', 0)
    const filmRuns = wholeNumber(context.options, 'film-runs', 0)
    const seconds = wholeNumber(context.options, 'film-seconds', 14)
    const film = filmRuns > 0 ? await provideFilm(context, seconds) : ''
    const instance = await startInstance(context, { applications: ['worker'], env: { ENCODER: 'x264' } })
    if (clipRuns > 0) {
      await makeByProduct(instance, realClip)
      await compare(context, instance, { name: 'clip', file: realClip, runs: clipRuns })
    }
    if (filmRuns > 0) await compare(context, instance, { name: 'film', file: film, runs: filmRuns })
  },
})
