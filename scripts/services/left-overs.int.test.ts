import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runningSupervisor, stopLeftOvers } from './left-overs.ts'
import { startMarkOf } from './process-table.ts'
import { startProcess, waitForListener, writePidFile, type ProcessFolders } from './start-process.ts'
import { freePort } from './ports.ts'

let folder: string
let folders: ProcessFolders

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'marquee-processes-'))
  folders = { logs: path.join(folder, 'logs'), pids: path.join(folder, 'pids') }
  await mkdir(folders.pids, { recursive: true })
})

afterEach(() => rm(folder, { recursive: true, force: true }))

async function untilGone(pid: number): Promise<void> {
  for (let tries = 0; startMarkOf(pid) !== undefined && tries < 100; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 50))
}

test('what an earlier start left is stopped, a stranger with a reused pid is not', async () => {
  const left = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' })
  const stranger = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' })
  writePidFile(path.join(folders.pids, 'left.json'), {
    name: 'left',
    pid: left.pid ?? 0,
    stopSignal: 'SIGTERM',
  })
  await writeFile(
    path.join(folders.pids, 'stranger.json'),
    JSON.stringify({
      name: 'stranger',
      pid: stranger.pid,
      startMark: 'another',
      stopSignal: 'SIGTERM',
      order: 1,
    }),
  )
  expect(await stopLeftOvers(folders.pids)).toEqual(['left'])
  expect(startMarkOf(left.pid ?? 0)).toBeUndefined()
  expect(startMarkOf(stranger.pid ?? 0)).toBeDefined()
  stranger.kill('SIGKILL')
  await once(stranger, 'exit')
})

test('a running supervisor is found, one that has ended is not', async () => {
  writePidFile(path.join(folders.pids, 'supervisor.json'), {
    name: 'supervisor',
    pid: process.pid,
    stopSignal: 'SIGTERM',
  })
  expect(runningSupervisor(folders.pids)?.pid).toBe(process.pid)
  const file = path.join(folders.pids, 'supervisor.json')
  const record = JSON.parse(await readFile(file, 'utf8')) as object
  await writeFile(file, JSON.stringify({ ...record, startMark: 'earlier' }))
  expect(runningSupervisor(folders.pids)).toBeUndefined()
})

test('a process is up once it holds its port, and stopping ends its children too', async () => {
  const port = await freePort()
  const child =
    "require('child_process').spawn('sleep',['600']);require('http').createServer().listen(PORT,'127.0.0.1');process.on('SIGTERM',()=>process.exit(0))"
  const running = startProcess(
    { name: 'probe', command: process.execPath, args: ['-e', child.replace('PORT', String(port))] },
    folders,
  )
  await waitForListener(running, port)
  await running.stop()
  expect(startMarkOf(running.pid)).toBeUndefined()
  expect(running.hasExited()).toBe(true)
})

test('a process that fails is one sentence with its own error', async () => {
  const running = startProcess(
    { name: 'probe', command: process.execPath, args: ['-e', "throw new Error('the disk is full')"] },
    folders,
  )
  await expect(waitForListener(running, await freePort())).rejects.toThrow(
    /probe did not start: .*the disk is full/,
  )
})

test.runIf(process.platform === 'linux')('children end with a parent that is killed', async () => {
  const script = path.join(folder, 'parent.ts')
  await writeFile(
    script,
    `import { startProcess } from ${JSON.stringify(path.join(import.meta.dirname, 'start-process.ts'))}
const running = startProcess({ name: 'child', command: 'sleep', args: ['600'] }, ${JSON.stringify(folders)})
setTimeout(() => process.stdout.write(String(running.pid)), 300)
setTimeout(() => {}, 60_000)`,
  )
  const parent = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [pid] = (await once(parent.stdout, 'data')) as [Buffer]
  expect(startMarkOf(Number(pid))).toBeDefined()
  parent.kill('SIGKILL')
  await untilGone(Number(pid))
  expect(startMarkOf(Number(pid))).toBeUndefined()
})
