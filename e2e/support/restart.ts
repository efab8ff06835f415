import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from '@playwright/test'
import { instance } from './instance.ts'

/** What a journey may kill. */
export type Killable = 'web' | 'worker'

/** Kills the web process as a failing machine would and waits until its successor is ready. */
export async function restartWeb(): Promise<void> {
  const before = await kill('web')
  await waitForSuccessor('web', before)
}

/** Kills a process as a failing machine would (SIGKILL), and gives the number it had. */
export async function kill(name: Killable): Promise<number> {
  const pid = await pidOf(name)
  process.kill(pid, 'SIGKILL')
  return pid
}

/** Waits until another process than the one of that number has its place and is ready. */
export async function waitForSuccessor(name: Killable, before: number): Promise<void> {
  await expect.poll(() => pidOf(name).catch(() => before), { timeout: 60_000 }).not.toBe(before)
  await expect.poll(() => isReady(name), { timeout: 60_000 }).toBe(true)
}

/** Stops the web process in the middle of whatever it does; only `restartWeb` brings it back. */
export async function freezeWeb(): Promise<void> {
  process.kill(await pidOf('web'), 'SIGSTOP')
}

async function pidOf(name: string): Promise<number> {
  const record = await readFile(path.join(instance.dataDir, 'pids', `${name}.json`), 'utf8')
  return (JSON.parse(record) as { pid: number }).pid
}

function isReady(name: Killable): Promise<boolean> {
  const address = name === 'web' ? `${instance.baseUrl}/api/ready` : `${instance.workerUrl}/ready`
  return fetch(address).then(
    (response) => response.ok,
    () => false,
  )
}
