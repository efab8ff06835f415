import fs from 'node:fs/promises'
import path from 'node:path'
import { projectRoot } from './cache-folder.ts'

/** Environment that sends Next's output to a folder of its own; empty for the usual `.next`. */
export type DistEnvironment = { MARQUEE_DIST_DIR?: string; MARQUEE_TSCONFIG?: string }

/**
 * Gives Next a build folder of its own, `.data/next/NAME`: Next refuses a second development server on one
 * folder, a build empties `.next`, and either writes the folder's type paths into the tsconfig it is given, so
 * that gets a copy too.
 */
export async function provideDistFolder(name: string): Promise<DistEnvironment> {
  const folder = path.join('.data', 'next', name)
  const tsconfig = `${folder}.tsconfig.json`
  await fs.mkdir(path.join(projectRoot, folder), { recursive: true })
  const up = path.relative(path.dirname(path.join(projectRoot, folder)), projectRoot)
  const base = JSON.parse(await fs.readFile(path.join(projectRoot, 'tsconfig.json'), 'utf8')) as {
    compilerOptions: Record<string, unknown>
  }
  const content = {
    compilerOptions: { ...base.compilerOptions, incremental: false },
    include: [
      `${up}/next-env.d.ts`,
      `${up}/**/*.ts`,
      `${up}/**/*.tsx`,
      `${name}/types/**/*.ts`,
      `${name}/dev/types/**/*.ts`,
    ],
    // Wildcards don't enter folders that begin with a dot, so only these are to be kept out.
    exclude: [`${up}/node_modules`],
  }
  await fs.writeFile(path.join(projectRoot, tsconfig), `${JSON.stringify(content, null, 2)}\n`)
  // Next looks beside its build folder for the project's module type, and writes the server's start in it.
  await fs.copyFile(
    path.join(projectRoot, 'package.json'),
    path.join(path.dirname(path.join(projectRoot, folder)), 'package.json'),
  )
  return { MARQUEE_DIST_DIR: folder, MARQUEE_TSCONFIG: tsconfig }
}
