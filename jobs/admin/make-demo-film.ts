import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { readDemoCatalogue } from '#db/seed/demo-titles.ts'
import { makeFilm } from '#db/seed/films/make-film.ts'
import { planFilms, type FilmSpec, type FilmTarget } from '#db/seed/films/plan.ts'
import { getTitleForAdmin } from '#server/domains/catalogue/index.ts'
import type { AdminTitleDto } from '#server/domains/catalogue/schemas.ts'
import { importSource, listAssets } from '#server/domains/media/index.ts'
import { env } from '#server/platform/env/env.ts'
import { AppError } from '#server/platform/errors/app-error.ts'
import type { JobContext, JobHandler } from '#server/platform/queues/job-handler.ts'

const reportEveryMs = 1000

/**
 * Makes a demo film and imports it, once: a film that has a source already, by an earlier run or an admin's upload,
 * is left alone, and so is a title or episode that has been deleted meanwhile.
 */
export const makeDemoFilm: JobHandler<{ titleId: string; film: string }> = async (
  context,
  { titleId, film },
) => {
  const spec = planFilms((await readDemoCatalogue()).titles).find(({ seed }) => seed === film)
  const title = await findTitle(context, titleId)
  const place = spec && title ? placeOf(title, spec.target) : null
  if (!spec || !place) {
    context.log.info({ titleId, film }, 'the demo film has no place any more')
    return
  }
  if (await isThere(context, titleId, place)) {
    context.log.info({ titleId, film }, 'the demo film is there already')
    return
  }
  const file = join(
    resolve(env().DATA_DIR, 'scratch', 'demo-films'),
    `${film.replaceAll('/', '-')}-${context.runId}.${spec.container}`,
  )
  try {
    await makeFilm(spec, file, {
      ffmpeg: env().FFMPEG_PATH,
      signal: context.signal,
      onProgress: progressReporter(context),
    })
    context.signal.throwIfAborted()
    await importSource(context, { path: file, fileName: nameOf(spec), target: { titleId, ...place } })
  } finally {
    await rm(file, { force: true })
  }
}

type Place = { episodeId: string | null; role: 'main' | 'trailer' }

async function findTitle(context: JobContext, titleId: string): Promise<AdminTitleDto | null> {
  try {
    return await getTitleForAdmin(context, { titleId })
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') return null
    throw error
  }
}

function placeOf(title: AdminTitleDto, target: FilmTarget): Place | null {
  const episode = (season: number | null, number: number): Place | null => {
    const found = title.seasons
      .find((each) => each.number === season)
      ?.episodes.find((each) => each.number === number)
    return found ? { episodeId: found.id, role: 'main' } : null
  }
  switch (target.type) {
    case 'film':
      return { episodeId: null, role: 'main' }
    case 'trailer':
      return { episodeId: null, role: 'trailer' }
    case 'episode':
      return episode(target.season, target.number)
    case 'lesson':
      return episode(null, target.number)
  }
}

async function isThere(context: JobContext, titleId: string, place: Place): Promise<boolean> {
  const assets = await listAssets(context, { titleId })
  return assets.some(
    (asset) => asset.episodeId === place.episodeId && asset.role === place.role && asset.versions.length > 0,
  )
}

function nameOf(spec: FilmSpec): string {
  return `${spec.slug}-${spec.item}.${spec.container}`
}

/** Tells the run's progress at most once a second; a report that fails stops the run by its signal, not here. */
function progressReporter(context: JobContext): (fraction: number) => void {
  let last = 0
  return (fraction) => {
    const now = Date.now()
    if (now - last < reportEveryMs) return
    last = now
    context
      .reportProgress({ stage: 'make', percent: Math.round(fraction * 1000) / 10 })
      .catch((error: unknown) => context.log.debug({ err: error }, 'progress was not kept'))
  }
}
