import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runTool, type ToolRun } from '../ffmpeg/run-tool.ts'
import { canShutIn } from './detect-sandbox.ts'
import type { SandboxKind } from './sandbox-kind.ts'

type Wall = 'network' | 'files' | 'processes' | 'family'

/** What each kind promises beyond the limits, the empty environment and an end with its parent, which all give. */
const promises: [SandboxKind, Wall[]][] = [
  ['bubblewrap-filtered', ['network', 'files', 'processes', 'family']],
  ['bubblewrap', ['network', 'files', 'family']],
  ['namespaces', ['network', 'family']],
  ['limits', []],
]
const possible = new Map(
  await Promise.all(promises.map(async ([kind]) => [kind, await canShutIn(kind)] as const)),
)
const MIB = 2 ** 20
let folder: string
let output: string
let listener: Server
let visitors = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marquee-sandbox-'))
  output = await mkdtemp(join(folder, 'output-'))
  await writeFile(join(folder, 'film'), 'a film')
  await writeFile(join(folder, 'secret'), 'a secret')
  process.env.SECRET_OF_A_TEST = 'a secret'
  listener = createServer((socket) => {
    visitors += 1
    socket.destroy()
  }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
})

afterAll(async () => {
  delete process.env.SECRET_OF_A_TEST
  listener.close()
  await rm(folder, { recursive: true, force: true })
})

for (const [kind, walls] of promises) {
  const has = (wall: Wall): boolean => walls.includes(wall)
  const script = async (source: string, more: Partial<ToolRun> = {}): Promise<string> => {
    const run: ToolRun = {
      tool: process.execPath,
      args: ['-e', source, '--'],
      failure: 'encode-failed',
      reads: [join(folder, 'film')],
      writes: [output],
      sandbox: kind,
      ...more,
    }
    return (await runTool(run)).stdout.trim()
  }
  const fs = `const fs = require('node:fs');`
  const attempt = (what: string): string =>
    `try { ${what}; console.log('done') } catch (error) { console.log(error.code) }`

  describe.skipIf(!possible.get(kind))(`shut in by ${kind} (where this machine offers it)`, () => {
    it('reads its input, writes its output and sees no secret in its environment', async () => {
      const copy = `fs.writeFileSync('${join(output, kind)}', fs.readFileSync('${join(folder, 'film')}'))`
      expect(await script(fs + attempt(copy))).toBe('done')
      expect(await readFile(join(output, kind), 'utf8')).toBe('a film')
      const names = (await script('console.log(Object.keys(process.env).join())')).split(',')
      expect(names.filter((name) => name !== 'PWD').toSorted()).toEqual(['HOME', 'LANG', 'PATH', 'TMPDIR'])
    })

    it.runIf(has('network'))('reaches no one on the network', async () => {
      const { port } = listener.address() as AddressInfo
      const connect = `const end = (how) => { console.log(how); process.exit() }
        try { require('node:net').connect(${port}, '127.0.0.1').on('connect', () => end('connected')).on('error', (error) => end(error.code)) }
        catch (error) { end(error.code) }`
      expect(await script(connect)).not.toBe('connected')
      expect(visitors).toBe(0)
      await script(connect, { sandbox: 'limits' })
      expect(visitors, 'the listener does hear those that may').toBe(1)
      visitors = 0
    })

    it.runIf(has('files'))('finds no file but its own, and changes none', async () => {
      for (const path of [join(folder, 'secret'), '/etc/passwd', '/proc/1/environ', '/sys/kernel'])
        expect(await script(fs + attempt(`fs.readFileSync('${path}')`)), path).toBe('ENOENT')
      for (const path of [join(folder, 'film'), '/usr/new', '/etc/new', '/new', '/dev/new'])
        expect(await script(fs + attempt(`fs.writeFileSync('${path}', 'x')`)), path).not.toBe('done')
      // Its temporary folder is its own, whatever the names in it.
      await script(fs + attempt(`fs.writeFileSync('${join(folder, 'new')}', 'x')`))
      expect((await readdir(folder)).toSorted()).toEqual(['film', output.split('/').at(-1), 'secret'])
      expect(await readFile(join(folder, 'film'), 'utf8')).toBe('a film')
    })

    it.runIf(has('processes'))('starts threads and no process', async () => {
      const fork = `const { error } = require('node:child_process').spawnSync('/bin/true'); console.log(error?.code ?? 'started')`
      expect(await script(fork)).toBe('EPERM')
      const thread = `new (require('node:worker_threads').Worker)('1', { eval: true }).on('exit', () => console.log('done'))`
      expect(await script(thread)).toBe('done')
    })

    it('gets no more memory than it may', async () => {
      const grow = `let got = 0; const kept = []
        try { for (;;) { kept.push(Buffer.alloc(${16 * MIB}, 1)); got += 16; if (got > 2048) break } } catch {}
        console.log(got)`
      const got = await script(grow, { limits: { memoryBytes: 768 * MIB } }).catch(() => '0')
      expect(Number(got)).toBeLessThan(768)
    })

    it('is ended when it works too long, hangs too long or writes too much', async () => {
      const over = { code: 'over-limit' }
      await expect(script('for (;;);', { limits: { cpuSeconds: 1 } })).rejects.toMatchObject(over)
      await expect(script('setTimeout(() => {}, 60_000)', { limits: { wallMs: 500 } })).rejects.toMatchObject(
        over,
      )
      const file = join(output, 'large')
      await script(`${fs}${attempt(`fs.writeFileSync('${file}', Buffer.alloc(${4 * MIB}))`)}`, {
        limits: { fileBytes: MIB },
      }).catch(() => '')
      expect((await stat(file)).size).toBeLessThanOrEqual(MIB)
    })

    it('ends within two seconds when it is cancelled, with all it has started', async () => {
      const mark = randomBytes(8).toString('hex')
      const cancel = new AbortController()
      const many = `sleep 300 & exec sleep 300 # ${mark}`
      const ended = runTool({
        tool: has('family') && !has('processes') ? 'sh' : process.execPath,
        args:
          has('family') && !has('processes') ? ['-c', many] : ['-e', 'setTimeout(() => {}, 300_000)', mark],
        failure: 'encode-failed',
        signal: cancel.signal,
        sandbox: kind,
      }).catch((error: unknown) => error)
      await expect.poll(() => namesakes(mark), { timeout: 5000 }).not.toEqual([])
      const family = await descendants(process.pid, mark)
      const before = Date.now()
      cancel.abort(new Error('cancelled'))
      expect(await ended).toMatchObject({ message: 'cancelled' })
      await expect.poll(() => alive(family), { timeout: 2000 }).toEqual([])
      expect(Date.now() - before).toBeLessThan(2000)
    })

    it('ends with the process that started it, even when that is killed', async () => {
      const mark = randomBytes(8).toString('hex')
      const source = `import { runTool } from '${join(import.meta.dirname, '../ffmpeg/run-tool.ts')}'
        await runTool({ tool: process.execPath, args: ['-e', 'setTimeout(() => {}, 300_000)', '${mark}'], failure: 'encode-failed', sandbox: '${kind}' })`
      const parent = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: 'ignore' })
      const tools = async () => (await namesakes(mark)).filter((pid) => pid !== parent.pid)
      await expect.poll(tools, { timeout: 10_000 }).not.toEqual([])
      // The last of the chain is the tool itself.
      await sleep(300)
      const before = await tools()
      parent.kill('SIGKILL')
      await expect.poll(() => alive(before), { timeout: 2000 }).toEqual([])
    })
  })
}

/** Processes with these words on their command line. */
async function namesakes(words: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  return pids.filter((_, index) => lines[index]?.includes(words))
}

/** The processes below one that were started for this mark, their children included. */
async function descendants(root: number, mark: string): Promise<number[]> {
  const marked = new Set(await namesakes(mark))
  marked.delete(root)
  for (const pid of marked) {
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
    for (const child of children.split(' ').filter(Boolean)) marked.add(Number(child))
  }
  return [...marked]
}

async function alive(pids: readonly number[]): Promise<number[]> {
  const states = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') Z')),
  )
  return pids.filter((_, index) => !/\) [ZX]/.test(states[index] ?? ''))
}
