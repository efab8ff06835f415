import path from 'node:path'
import {
  addEpisode,
  createTitle,
  deleteTitle,
  getTitleForAdmin,
  listTitlesForAdmin,
} from '../domains/catalogue/index.ts'
import { importSource } from '../domains/media/index.ts'
import type { Context } from '../platform/context/context.ts'
import type { FileNameGuess, TitleGuess } from '../platform/file-names/schemas.ts'
import type { ImportOptions } from './import-options.ts'
import { note, print, table } from './output.ts'
import { describePlanned, planImport, type PlannedFile } from './plan-import.ts'
import type { ImportedFilm } from './wait-for-film.ts'

export type FolderImport = {
  imported: ImportedFilm[]
  failures: { name: string; error: unknown }[]
  skipped: number
}

/**
 * Imports every film below a folder: films as titles, episodes into their series and seasons, which are made where
 * they are missing. What is here already is skipped, a file that fails does not keep the others.
 */
export async function importFolder(
  context: Context,
  folder: string,
  options: ImportOptions,
): Promise<FolderImport> {
  const { files, leftOut } = await planImport(context, folder)
  if (leftOut > 0) note(`${folder}: ${leftOut} files are not films and are left out.`)
  const result: FolderImport = { imported: [], failures: [], skipped: 0 }
  if (options.dryRun) {
    printPlan(files, options)
    return result
  }
  // Series by name, so that the first episode makes what the others find.
  const series = new Map<string, string>()
  for (const file of files) {
    if (file.state === 'known') {
      result.skipped += 1
      note(`${file.name}: skipped, here as ${file.note ?? 'a film'}`)
      continue
    }
    try {
      result.imported.push(await importPlanned(context, file, options, series))
      note(`${file.name}: imported`)
    } catch (error) {
      result.failures.push({ name: file.name, error })
    }
  }
  note(
    `${folder}: ${result.imported.length} imported, ${result.skipped} skipped, ${result.failures.length} failed.`,
  )
  return result
}

function printPlan(files: PlannedFile[], options: ImportOptions): void {
  if (options.json) {
    for (const { name, state, note: why, guess } of files)
      print({ file: name, state, note: why, ...guess }, [], options)
    return
  }
  const head = ['ACTION', 'KIND', 'TITLE', 'YEAR', 'EPISODE', 'FILE']
  const rows = files.map(describePlanned)
  print(files, files.length === 0 ? ['There is no film in it.'] : table([head, ...rows]), options)
}

async function importPlanned(
  context: Context,
  file: PlannedFile,
  options: ImportOptions,
  series: Map<string, string>,
): Promise<ImportedFilm> {
  const { guess } = file
  if (guess.kind === 'episode') {
    const titleId = await ensureSeries(context, guess.series, options, series)
    const episodeId = await ensureEpisode(context, titleId, guess)
    const source = await importSource(context, {
      path: path.resolve(file.path),
      target: { titleId, episodeId },
    })
    return { ...source, titleId, name: file.name }
  }
  const title = await createTitle(context, { kind: 'film', ...titleFields(guess, options) })
  try {
    const source = await importSource(context, {
      path: path.resolve(file.path),
      target: { titleId: title.id },
    })
    return { ...source, titleId: title.id, name: file.name }
  } catch (error) {
    await deleteTitle(context, { titleId: title.id })
    throw error
  }
}

function titleFields({ title, year }: TitleGuess, options: ImportOptions) {
  return {
    title: { vi: title },
    year,
    ratingCode: options.rating ?? (options.publish ? ('T18' as const) : null),
    publishWhenReady: options.publish === true,
  }
}

/** Gives the series of this name, made now where there is none. */
async function ensureSeries(
  context: Context,
  guess: TitleGuess,
  options: ImportOptions,
  series: Map<string, string>,
): Promise<string> {
  const key = guess.title.toLocaleLowerCase('vi')
  const known = series.get(key) ?? (await findSeries(context, key, guess))
  if (known) {
    series.set(key, known)
    return known
  }
  const { id } = await createTitle(context, { kind: 'series', ...titleFields(guess, options) })
  series.set(key, id)
  return id
}

async function findSeries(context: Context, key: string, guess: TitleGuess): Promise<string | undefined> {
  const { titles } = await listTitlesForAdmin(context, { text: guess.title, kind: 'series', pageSize: 200 })
  return titles.find((title) => title.title.vi.toLocaleLowerCase('vi') === key)?.id
}

async function ensureEpisode(
  context: Context,
  titleId: string,
  { season, episode, episodeTitle }: Extract<FileNameGuess, { kind: 'episode' }>,
): Promise<string> {
  const { seasons } = await getTitleForAdmin(context, { titleId })
  const there = seasons
    .find((each) => each.number === season)
    ?.episodes.find((each) => each.number === episode)
  if (there) return there.id
  const title = { vi: episodeTitle ?? `Tập ${episode}` }
  return (await addEpisode(context, { titleId, seasonNumber: season, number: episode, title })).id
}
