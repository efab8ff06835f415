import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const instanceSchema = z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string())

/**
 * Gives the environment of the instance that `npm run dev` runs on this data folder, read from its `instance.json`.
 * Throws one sentence when there is none or it can't be read.
 */
export function readInstance(dataDir: string): Record<string, string> {
  const file = path.resolve(dataDir, 'instance.json')
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      throw new Error(`${file} can't be read: ${(error as Error).message}.`, { cause: error })
    }
    throw new Error(
      `There is no instance in ${path.resolve(dataDir)}: start one with npm run dev, or name its folder with --data.`,
    )
  }
  const parsed = instanceSchema.safeParse(safeJson(text))
  if (!parsed.success) throw new Error(`${file} is damaged: start the instance again with npm run dev.`)
  return parsed.data
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Makes this process act on the instance of the data folder: its settings replace this process's own.
 * To be called before `env()` is read for the first time; throws as `readInstance` does.
 */
export function useInstance(dataDir: string): void {
  Object.assign(process.env, readInstance(dataDir))
}
