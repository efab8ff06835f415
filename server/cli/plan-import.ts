import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { findImportedFile } from '../domains/media/index.ts'
import type { Context } from '../platform/context/context.ts'
import { readFileName, type FileNameGuess } from '../platform/file-names/schemas.ts'
import { sentenceOf } from './output.ts'

const filmExtension = /\.(?:mp4|m4v|mov|mkv|webm|avi|ts|m2ts|mts|mpg|mpeg|mxf|ogv|flv|wmv|3gp)$/iu

export type PlannedFile = {
  path: string
  /** As shown: its path below the folder that was named. */
  name: string
  guess: FileNameGuess
  /** `known` is a film here already, byte for byte; `failed` could not be read. */
  state: 'new' | 'known' | 'failed'
  /** What it is known as, or why it failed. */
  note: string | null
}

/** Tells whether a path names a folder; what is not there is none. */
export async function isFolder(file: string): Promise<boolean> {
  return stat(file).then(
    (stats) => stats.isDirectory(),
    () => false,
  )
}

/** Finds the films below a folder in order of name, reads from their names what they are, and which are here already. */
export async function planImport(
  context: Context,
  folder: string,
): Promise<{ files: PlannedFile[]; leftOut: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const seen = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
  const films = seen.filter((entry) => filmExtension.test(entry.name))
  const paths = films
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted((a, b) => a.localeCompare(b, undefined, { numeric: true }))
  const files: PlannedFile[] = []
  for (const file of paths) files.push(await plan(context, folder, file))
  return { files, leftOut: seen.length - films.length }
}

async function plan(context: Context, folder: string, file: string): Promise<PlannedFile> {
  const name = path.relative(folder, file)
  // The named folder itself may be a series' own.
  const folders = [path.basename(path.resolve(folder)), ...name.split(path.sep).slice(0, -1)]
  const planned = { path: file, name, guess: readFileName(path.basename(file), folders) }
  try {
    const known = await findImportedFile(context, { path: file })
    return { ...planned, state: known ? 'known' : 'new', note: known?.title ?? null }
  } catch (error) {
    return { ...planned, state: 'failed', note: sentenceOf(error) }
  }
}

/** One line of the plan for a person: what, which, title, year, file. */
export function describePlanned({ guess, state, note, name }: PlannedFile): string[] {
  const { title, year } = guess.kind === 'film' ? guess : guess.series
  const place = guess.kind === 'film' ? '' : `S${pad(guess.season)}E${pad(guess.episode)}`
  const told = state === 'new' ? 'import' : state === 'known' ? `skip: here as ${note ?? title}` : 'failed'
  return [told, guess.kind, title, year === null ? '' : String(year), place, name]
}

function pad(number: number): string {
  return String(number).padStart(2, '0')
}
