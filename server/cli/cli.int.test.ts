import { spawn } from 'node:child_process'
import { copyFile, mkdir, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditEntries, jobRuns } from '#db/postgres/schema/index.ts'
import { env } from '../platform/env/env.ts'
import { closePostgres, database } from '../platform/postgres/postgres.ts'

const film = path.resolve('e2e/fixtures/big-buck-bunny-14s.mp4')
let folder: string

/** An instance of our own, as `npm run dev` leaves it. */
beforeAll(async () => {
  folder = path.join(env().DATA_DIR, 'instance')
  await mkdir(folder)
  await writeFile(path.join(folder, 'instance.json'), JSON.stringify(stringsOf(env())))
})

afterAll(closePostgres)

async function cli(
  args: string[],
  options: { stdin?: string; data?: string } = {},
): Promise<{ code: number; out: string; err: string }> {
  const script = ['server/cli/main.ts', ...args, '--data', options.data ?? folder]
  const child = spawn(process.execPath, script, { env: { PATH: process.env.PATH, NODE_ENV: 'test' } })
  child.stdin.end(options.stdin ?? '')
  const ended = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? 1)))
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await ended, out, err }
}

const json = async (args: string[], stdin?: string): Promise<unknown> => {
  const { code, out, err } = await cli([...args, '--json'], { stdin })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out)
}

test('user create makes an account whose password came on stdin, and only once', async () => {
  const args = ['user', 'create', '--email', 'op@example.com', '--role', 'admin', '--password-stdin']
  expect(await json(args, 'mật khẩu dài\n')).toMatchObject({ email: 'op@example.com', role: 'admin' })
  const again = await cli(args, { stdin: 'mật khẩu dài\n' })
  expect(again).toEqual({
    code: 1,
    out: '',
    err: 'There is already an account with this e-mail address.\n',
  })
  expect(await cli(args)).toMatchObject({ code: 1, err: 'No password came on stdin.\n' })
})

test('film import makes a draft that waits for its encode; film list shows it', async () => {
  const imported = await json(['film', 'import', film, '--title', 'Thỏ Béo'])
  expect(imported).toMatchObject({ state: 'waiting', durationS: null, renditions: [], error: null })
  const films = (await json(['film', 'list'])) as { id: string; title: string; status: string }[]
  expect(films).toMatchObject([
    { id: (imported as { id: string }).id, title: 'Thỏ Béo', status: 'draft', playable: 0 },
  ])
  const audit = await database().select().from(auditEntries).where(eq(auditEntries.action, 'title.create'))
  expect(audit[0]?.actor).toMatch(/^system:cli:/)
  const url = await cli(['film', 'url', films[0]?.id ?? '', '--json'])
  expect(url).toMatchObject({ code: 1, out: '' })
  expect(url.err).toContain('has nothing to play')
})

test('film import of what can’t be read says so for each file and leaves no title behind', async () => {
  const before = await json(['film', 'list'])
  const { code, out, err } = await cli(['film', 'import', '/nowhere/a.mp4', '/nowhere/b.mp4', '--json'])
  expect(code).toBe(1)
  const lines = out.trim().split('\n')
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { id: null, state: 'failed', error: { code: 'media.file-missing' } },
    { id: null, state: 'failed', error: { code: 'media.file-missing' } },
  ])
  expect(err).toBe('There is no file /nowhere/a.mp4; There is no file /nowhere/b.mp4.\n')
  expect(await json(['film', 'list'])).toEqual(before)
  const named = await cli(['film', 'import', film, film, '--title', 'A'])
  expect(named).toMatchObject({ code: 1, out: '' })
})

test('film import of a folder reads names, builds series, skips what is here and goes on after a failure', async () => {
  const films = path.join(env().DATA_DIR, 'Phim')
  const season = path.join(films, 'Hẻm Cụt 88', 'Mùa 1')
  await mkdir(season, { recursive: true })
  const made = [
    path.join(films, 'Đêm Tâm Bão (2024).mp4'),
    path.join(season, 'Tập 01 - Cánh cửa.mkv'),
    path.join(season, 'Tập 02.mkv'),
  ]
  for (const [index, file] of made.entries()) {
    await copyFile(film, file)
    await truncate(file, 50_000 + index)
  }
  await writeFile(path.join(films, 'trống.mp4'), '')
  await writeFile(path.join(films, 'ghi chú.txt'), 'x')
  const before = await json(['film', 'list'])
  const planned = await cli(['film', 'import', films, '--dry-run'])
  expect(planned.code).toBe(0)
  expect(planned.out).toMatch(/import +film +Đêm Tâm Bão +2024/)
  expect(planned.out).toMatch(/import +episode +Hẻm Cụt 88 +S01E01/)
  expect(await json(['film', 'list'])).toEqual(before)

  const { code, out, err } = await cli(['film', 'import', films, '--json'])
  expect(code).toBe(1)
  expect(err).toContain('3 imported, 0 skipped, 1 failed.')
  expect(err).toContain('1 files are not films')
  const states = out
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { state: string }).state)
  expect(states.toSorted()).toEqual(['failed', 'waiting', 'waiting', 'waiting'])
  const titles = (await json(['film', 'list'])) as { title: string; kind: string }[]
  expect(titles).toContainEqual(expect.objectContaining({ title: 'Hẻm Cụt 88', kind: 'series' }))
  expect(titles.filter(({ title }) => title === 'Hẻm Cụt 88')).toHaveLength(1)

  const again = await cli(['film', 'import', films])
  expect(again.err).toContain('0 imported, 3 skipped, 1 failed.')
  expect(await json(['film', 'list'])).toHaveLength(titles.length)
}, 60_000)

test('jobs dead-letters shows what was given up, jobs replay starts it again', async () => {
  const [run] = await database()
    .insert(jobRuns)
    .values({
      name: 'encode-title',
      queue: 'encode',
      payload: { versionId: '019f0000-0000-7000-8000-000000000000' },
      state: 'dead',
      maxAttempts: 3,
      attempt: 3,
      error: { code: 'media.decode-failed', message: 'It broke.', retryable: false },
      createdAt: new Date(),
      availableAt: new Date(),
      finishedAt: new Date(),
    })
    .returning()
  const id = run?.id ?? ''
  expect(await json(['jobs', 'dead-letters'])).toMatchObject([{ id, error: { message: 'It broke.' } }])
  expect((await cli(['jobs', 'dead-letters'])).out).toContain('It broke.')
  expect(await json(['jobs', 'replay', id])).toMatchObject({ id, state: 'queued' })
  expect(await json(['jobs', 'list', '--state', 'queued', '--queue', 'encode'])).toMatchObject([{ id }])
  const again = await cli(['jobs', 'replay', id])
  expect(again).toMatchObject({ code: 1, out: '' })
  expect(again.err).toContain('is queued')
  expect(await json(['jobs', 'move', id, 'first'])).toMatchObject({ id, position: 1 })
  expect(await json(['jobs', 'cancel', id])).toMatchObject({ id, state: 'cancelled' })
})

test('jobs pause keeps a queue from being taken from, jobs resume ends that', async () => {
  expect(await json(['jobs', 'pause', 'encode'])).toEqual({ queue: 'encode', paused: true })
  expect((await cli(['jobs', 'resume', 'encode'])).out).toBe('encode goes on.\n')
  expect(await cli(['jobs', 'pause', 'films'])).toMatchObject({ code: 2, out: '' })
})

test('a folder without an instance, services that are away and mistyped commands end in one sentence', async () => {
  const missing = await cli(['film', 'list'], { data: path.join(folder, 'no') })
  expect(missing).toMatchObject({ code: 1, out: '' })
  expect(missing.err).toMatch(/^There is no instance in [^\n]+\n$/)

  const away = path.join(folder, 'away')
  await mkdir(away)
  const instance = { ...stringsOf(env()), DATABASE_URL: 'postgres://a:b@127.0.0.1:1/x' }
  await writeFile(path.join(away, 'instance.json'), JSON.stringify(instance))
  const unreachable = await cli(['film', 'list'], { data: away })
  expect(unreachable).toMatchObject({ code: 1, out: '' })
  expect(unreachable.err).toMatch(/^A service of this instance does not answer[^\n]+\n$/)

  const role = ['user', 'create', '--email', 'a@example.com', '--role', 'king', '--password-stdin']
  expect(await cli(role)).toMatchObject({ code: 2, out: '' })
  expect(await cli(['film', 'qqq'])).toMatchObject({ code: 2, out: '', err: "Unknown command 'qqq'.\n" })
})

function stringsOf(settings: object): Record<string, string> {
  const given = Object.entries(settings).filter(([name, value]) => name !== 'DEMO' && value !== undefined)
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]))
}
