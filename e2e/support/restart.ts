import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from '@playwright/test'
import { instance } from './instance.ts'

/** Kills the web process as a failing machine would (SIGKILL) and waits until its successor is ready. */
export async function restartWeb(): Promise<void> {
  const before = await pidOf('web')
  process.kill(before, 'SIGKILL')
  await expect.poll(() => pidOf('web').catch(() => before), { timeout: 60_000 }).not.toBe(before)
  await expect.poll(isReady, { timeout: 60_000 }).toBe(true)
}

/** Stops the web process in the middle of whatever it does; only `restartWeb` brings it back. */
export async function freezeWeb(): Promise<void> {
  process.kill(await pidOf('web'), 'SIGSTOP')
}

async function pidOf(name: string): Promise<number> {
  const record = await readFile(path.join(instance.dataDir, 'pids', `${name}.json`), 'utf8')
  return (JSON.parse(record) as { pid: number }).pid
}

function isReady(): Promise<boolean> {
  return fetch(`${instance.baseUrl}/api/ready`).then(
    (response) => response.ok,
    () => false,
  )
}
