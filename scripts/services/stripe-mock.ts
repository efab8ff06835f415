import path from 'node:path'
import { cachedFolder } from './cache-folder.ts'
import { provideGo } from './go.ts'
import { freePort } from './ports.ts'
import { findOnPath, runCommand, tailOf } from './run-command.ts'
import { SetUpError } from './set-up-error.ts'
import { startProcess, waitForListener, type RunningProcess } from './start-process.ts'

const PACKAGE = 'github.com/stripe/stripe-mock'
const VERSION = 'v0.203.0'
/** What Go's checksum database has for that version. */
const HASH = 'h1:EzW7nb/fphqcAkgVRHAaC88OaAZo6SBWSl54cflDTio='
const BUILD_MINUTES = 10

/** Stripe's own program that checks calls against its OpenAPI document; it keeps no state. */
export interface RunningStripeMock {
  process: RunningProcess
  url: string
}

/** Path of stripe-mock: the one on PATH, else built once from its pinned source into the cache folder. */
async function provideStripeMock(): Promise<string> {
  const given = findOnPath('stripe-mock')
  if (given) return given
  const name = `stripe-mock-${VERSION}-${process.platform}-${process.arch}`
  const folder = await cachedFolder(name, (unfinished) => build(unfinished))
  return path.join(folder, 'stripe-mock')
}

async function build(folder: string): Promise<void> {
  const go = await provideGo()
  const { code, output } = await runCommand(
    go,
    ['install', '-trimpath', '-ldflags=-s -w', `${PACKAGE}@${VERSION}`],
    {
      env: { ...process.env, GOBIN: folder, GOTOOLCHAIN: 'local', CGO_ENABLED: '0' },
      timeoutMs: BUILD_MINUTES * 60_000,
    },
  )
  if (code !== 0) throw new SetUpError(`stripe-mock could not be built: ${tailOf(output)}`)
  const made = await runCommand(go, ['version', '-m', path.join(folder, 'stripe-mock')])
  const source = made.output.split('\n').find((line) => line.includes(`\tmod\t${PACKAGE}\t`))
  if (!source?.includes(`${VERSION}\t${HASH}`))
    throw new SetUpError('The source of stripe-mock does not match its pinned hash; it was thrown away.')
}

/** Starts it on a free port. */
export async function startStripeMock(folder: string): Promise<RunningStripeMock> {
  const command = await provideStripeMock()
  const port = await freePort()
  const running = startProcess(
    { name: 'stripe-mock', command, args: ['-http-addr', `127.0.0.1:${port}`], cwd: folder },
    { logs: path.join(folder, 'logs'), pids: path.join(folder, 'pids') },
  )
  try {
    await waitForListener(running, port)
  } catch (error) {
    await running.stop()
    throw error
  }
  return { process: running, url: `http://127.0.0.1:${port}` }
}
