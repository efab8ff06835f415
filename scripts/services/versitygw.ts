import { randomBytes } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { cachedFolder } from './cache-folder.ts'
import { provideGo } from './go.ts'
import { freePort } from './ports.ts'
import { findOnPath, runCommand, tailOf } from './run-command.ts'
import { SetUpError } from './set-up-error.ts'
import { startProcess, waitForListener, type RunningProcess } from './start-process.ts'

/** Pinned by Go's own checksum database. */
const MODULE = 'github.com/versity/versitygw/cmd/versitygw@v1.8.0'
const BUILD_MINUTES = 20

/** A real S3 on a folder of this machine. */
export interface RunningS3 {
  process: RunningProcess
  endpoint: string
  accessKeyId: string
  secretAccessKey: string
}

/** Path of versitygw: the one on PATH, else built once from its pinned source into the cache folder. */
async function provideVersitygw(): Promise<string> {
  const given = findOnPath('versitygw')
  if (given) return given
  const folder = await cachedFolder(
    `versitygw-1.8.0-${process.platform}-${process.arch}`,
    async (unfinished) => {
      const { code, output } = await runCommand(
        await provideGo(),
        ['install', '-trimpath', '-ldflags=-s -w', MODULE],
        {
          env: { ...process.env, GOBIN: unfinished, GOTOOLCHAIN: 'local', CGO_ENABLED: '0' },
          timeoutMs: BUILD_MINUTES * 60_000,
        },
      )
      if (code !== 0) throw new SetUpError(`versitygw could not be built: ${tailOf(output)}`)
    },
  )
  return path.join(folder, 'versitygw')
}

/** Starts versitygw on a free port with keys and a bucket of its own below the folder. */
export async function startVersitygw(folder: string, region: string, bucket: string): Promise<RunningS3> {
  const command = await provideVersitygw()
  const data = path.join(folder, 's3')
  await fs.mkdir(path.join(data, bucket), { recursive: true })
  const port = await freePort()
  const keys = { accessKeyId: 'marquee-tests', secretAccessKey: randomBytes(24).toString('hex') }
  const running = startProcess(
    {
      name: 'versitygw',
      command,
      args: ['--port', `127.0.0.1:${port}`, '--region', region, 'posix', data],
      env: {
        ...process.env,
        ROOT_ACCESS_KEY: keys.accessKeyId,
        ROOT_SECRET_KEY: keys.secretAccessKey,
      },
      cwd: folder,
    },
    { logs: path.join(folder, 'logs'), pids: path.join(folder, 'pids') },
  )
  try {
    await waitForListener(running, port)
  } catch (error) {
    await running.stop()
    throw error
  }
  return { process: running, endpoint: `http://127.0.0.1:${port}`, ...keys }
}
