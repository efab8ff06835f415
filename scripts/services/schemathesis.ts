import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { cachedFolder, hashOf, projectRoot } from './cache-folder.ts'
import { runCommand, tailOf } from './run-command.ts'
import { SetUpError } from './set-up-error.ts'
import { findPythonWithPip } from './wheel.ts'

const requirements = path.join(projectRoot, 'scripts', 'testing', 'fuzz', 'requirements.txt')

/** A program of Python's with the folder that its modules are in. */
export type Schemathesis = { python: string; modules: string }

/**
 * Gives Schemathesis, fetched once into the cache folder: the versions and hashes of `requirements.txt`, nothing else.
 * Throws SetUpError with what to do where Python 3.11 or newer or its pip is missing.
 */
export async function provideSchemathesis(): Promise<Schemathesis> {
  const python = await findPythonWithPip()
  if (!python) throw new SetUpError('pip is missing, so Schemathesis was not fetched: install python3-pip.')
  // Some of its modules are built for one Python.
  const version = await runCommand(python, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'])
  const name = `schemathesis-${hashOf(await readFile(requirements), version.output).slice(0, 16)}`
  const modules = await cachedFolder(name, async (folder) => {
    const installed = await runCommand(python, [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '--no-deps',
      '--only-binary=:all:',
      '--require-hashes',
      `--target=${folder}`,
      `--requirement=${requirements}`,
    ])
    if (installed.code !== 0)
      throw new SetUpError(`pip could not fetch Schemathesis: ${tailOf(installed.output, 3)}`)
  })
  return { python, modules }
}
