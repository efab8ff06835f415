import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { freePort } from './ports.ts'
import { ownsListener } from './process-table.ts'
import type { Report } from './report.ts'
import { startProcess, waitForListener, type RunningProcess } from './start-process.ts'
import { supervise } from './supervise.ts'

const silent: Report = { step: (_name, work) => work(), note: () => {}, problem: () => {} }
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'marquee-supervise-'))
})

afterEach(() => rm(folder, { recursive: true, force: true }))

/** Like `next dev`: the port is held by a child, which lives on when its parent is killed. */
async function startParent(port: number): Promise<RunningProcess> {
  const server = path.join(folder, 'server.cjs')
  await writeFile(
    server,
    `process.on('SIGTERM', () => {}); process.on('disconnect', () => {})
require('http').createServer().listen(${port}, '127.0.0.1')`,
  )
  const parent = `require('child_process').fork(${JSON.stringify(server)}).on('exit', () => process.exit(1))`
  const folders = { logs: path.join(folder, 'logs'), pids: path.join(folder, 'pids') }
  const running = startProcess({ name: 'parent', command: process.execPath, args: ['-e', parent] }, folders)
  try {
    await waitForListener(running, port)
  } catch (error) {
    await running.stop()
    throw error
  }
  return running
}

test('the successor of a process that was killed gets the port that its child held', async () => {
  const port = await freePort()
  const start = () => startParent(port)
  const target = { name: 'parent', running: await start(), start }
  const first = target.running
  const gaveUp = vi.fn<(sentence: string) => void>()
  const supervision = supervise(target, silent, gaveUp)
  try {
    process.kill(first.pid, 'SIGKILL')
    await vi.waitUntil(() => target.running !== first || gaveUp.mock.calls.length > 0, { timeout: 40_000 })
    expect(gaveUp).not.toHaveBeenCalled()
    expect(ownsListener(target.running.pid, port)).toBe(true)
  } finally {
    supervision.end()
    await first.stop()
    await target.running.stop()
  }
})
