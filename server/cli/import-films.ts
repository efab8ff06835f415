import path from 'node:path'
import { createTitle, deleteTitle } from '../domains/catalogue/index.ts'
import { importSource } from '../domains/media/index.ts'
import type { Context } from '../platform/context/context.ts'
import { callerFolder } from '../platform/env/caller-folder.ts'
import { AppError, invalidInput } from '../platform/errors/app-error.ts'
import { importFolder } from './import-folder.ts'
import type { ImportOptions } from './import-options.ts'
import { note, print, sentenceOf } from './output.ts'
import { isFolder } from './plan-import.ts'
import { waitForFilm, type FilmResult, type ImportedFilm } from './wait-for-film.ts'

/**
 * Imports the files and all films of the folders one after another, then waits for each where that is wanted; throws
 * when any came to nothing.
 */
export async function importFilms(context: Context, files: string[], options: ImportOptions): Promise<void> {
  if (
    options.title !== undefined &&
    (files.length > 1 || (await isFolder(path.resolve(callerFolder(), files[0] ?? ''))))
  ) {
    throw invalidInput(
      'film.title-for-one',
      '--title is for one file; leave it out to name films by their files.',
    )
  }
  if (options.publish && options.rating === undefined) {
    note('No --rating was given: the film gets T18, the strictest that may be shown.')
  }
  const failures: string[] = []
  const imported: ImportedFilm[] = []
  for (const file of files) {
    const name = path.basename(file)
    const folder = path.resolve(callerFolder(), file)
    if (await isFolder(folder)) {
      const done = await importFolder(context, folder, options)
      imported.push(...done.imported)
      for (const { name: inside, error } of done.failures) {
        failures.push(`${inside}: ${withoutStop(sentenceOf(error))}`)
        printResult(failedImport(error), inside, options)
      }
      continue
    }
    if (options.dryRun) throw invalidInput('film.dry-run-of-folder', '--dry-run is for a folder.')
    try {
      imported.push(await importFilm(context, file, options))
      if (files.length > 1 || options.wait) note(`${name}: imported`)
    } catch (error) {
      const sentence = withoutStop(sentenceOf(error))
      const namesFile = error instanceof AppError && error.code === 'media.file-missing'
      failures.push(namesFile ? sentence : `${file}: ${sentence}`)
      printResult(failedImport(error), name, options)
    }
  }
  for (const film of imported) {
    const result = options.wait
      ? await waitForFilm(context, film, { publish: options.publish === true })
      : waiting(film)
    printResult(result, film.name, options)
    if (result.error) failures.push(`${film.name}: ${withoutStop(result.error.message)}`)
  }
  if (failures.length > 0) {
    throw new AppError({ kind: 'invalid-input', code: 'film.import-failed', message: failures.join('; ') })
  }
}

async function importFilm(context: Context, file: string, options: ImportOptions): Promise<ImportedFilm> {
  const title = await createTitle(context, {
    kind: 'film',
    title: { vi: options.title ?? titleFrom(file) },
    ratingCode: options.rating ?? (options.publish ? 'T18' : null),
    publishWhenReady: options.publish === true,
  })
  try {
    const source = await importSource(context, {
      path: path.resolve(callerFolder(), file),
      target: { titleId: title.id },
    })
    return { ...source, titleId: title.id, name: path.basename(file) }
  } catch (error) {
    await deleteTitle(context, { titleId: title.id })
    throw error
  }
}

/** `big_buck.bunny-14s.mp4` -> `big buck bunny-14s` */
export function titleFrom(file: string): string {
  const name = path
    .parse(file)
    .name.replace(/[._\s]+/g, ' ')
    .trim()
  return name === '' ? 'Film' : name.slice(0, 200)
}

/** For a sentence that stands among others. */
function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '')
}

function waiting(film: ImportedFilm): FilmResult {
  return { id: film.titleId, state: 'waiting', ...nothing, error: null }
}

function failedImport(error: unknown): FilmResult {
  const code = error instanceof AppError ? error.code : 'internal'
  return { id: null, state: 'failed', ...nothing, error: { code, message: sentenceOf(error) } }
}

const nothing = { durationS: null, renditions: [], audioTracks: [], subtitleTracks: [] }

function printResult(result: FilmResult, name: string, options: ImportOptions): void {
  if (!options.json && result.error) return
  const length = result.durationS === null ? '' : `, ${result.durationS.toFixed(1)} s`
  print(result, [`${name}: ${result.state}${length}, id ${result.id ?? 'none'}`], options)
}
