import { constants } from 'node:fs'
import { access, realpath } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { searchPath } from '../../env/search-path.ts'

const found = new Map<string, string>()

/** The real path of a program named by its path or found on PATH; null where there is none that may be run. */
export async function findProgram(name: string): Promise<string | null> {
  const known = found.get(name)
  if (known) return known
  const candidates = isAbsolute(name) ? [name] : searchPath().map((folder) => join(folder, name))
  for (const candidate of candidates) {
    try {
      await access(candidate, constants.X_OK)
      const path = await realpath(candidate)
      found.set(name, path)
      return path
    } catch {
      // The next folder may have it.
    }
  }
  return null
}
