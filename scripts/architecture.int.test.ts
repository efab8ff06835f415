import { cp, mkdtemp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkArchitecture } from './architecture.ts'
import { projectRoot } from './services/cache-folder.ts'

let copy: string

/** Writes files into the copy, checks it, takes them away again and gives the rules that were broken. */
async function brokenBy(files: Record<string, string>): Promise<string> {
  const before = new Map<string, string | undefined>()
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(copy, name)
    before.set(file, await readFile(file, 'utf8').catch(() => undefined))
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, text)
  }
  const { violations } = await checkArchitecture(copy)
  for (const [file, text] of before) await (text === undefined ? rm(file) : writeFile(file, text))
  return violations.filter((violation) => violation.includes('planted')).join('\n')
}

beforeAll(async () => {
  copy = await mkdtemp(path.join(os.tmpdir(), 'marquee-architecture-'))
  for (const folder of [
    'app',
    'bench',
    'components',
    'db',
    'i18n',
    'jobs',
    'scripts',
    'server',
    'package.json',
    'tsconfig.json',
  ])
    await cp(path.join(projectRoot, folder), path.join(copy, folder), { recursive: true }).catch(() => {})
  await symlink(path.join(projectRoot, 'node_modules'), path.join(copy, 'node_modules'))
})

afterAll(() => rm(copy, { recursive: true, force: true }))

test('every source file is read', async () => {
  const { cruised, files } = await checkArchitecture(copy)
  expect(files).toBeGreaterThan(50)
  expect(cruised).toBe(files)
})

test('a planted import of a job handler from a verb is refused', async () => {
  const broken = await brokenBy({
    'jobs/planted/handler.ts': 'export const planted = 1\n',
    'server/domains/media/planted.ts':
      "import { planted } from '#jobs/planted/handler.ts'\nexport const seen = planted\n",
  })
  expect(broken).toContain('server-points-down: server/domains/media/planted.ts → jobs/planted/handler.ts')
})

test('a planted type import counts as an import', async () => {
  const broken = await brokenBy({
    'app/planted.ts': 'export type Planted = string\n',
    'server/platform/planted.ts':
      "import type { Planted } from '#app/planted.ts'\nexport type Seen = Planted\n",
  })
  expect(broken).toContain('server-points-down: server/platform/planted.ts → app/planted.ts')
})

test('a planted circle is refused, of types alone too', async () => {
  const broken = await brokenBy({
    'server/platform/planted-one.ts':
      "import { two } from './planted-two.ts'\nexport const one = (): number => two()\n",
    'server/platform/planted-two.ts':
      "import { one } from './planted-one.ts'\nexport const two = (): number => one()\n",
    'server/platform/planted-three.ts':
      "import type { Four } from './planted-four.ts'\nexport type Three = Four | 3\n",
    'server/platform/planted-four.ts':
      "import type { Three } from './planted-three.ts'\nexport type Four = Three | 4\n",
  })
  expect(broken).toMatch(/no-circular: .*planted-one\.ts → .*planted-two\.ts/)
  expect(broken).toMatch(/no-circular: .*planted-(three|four)\.ts/)
})

test('a domain is entered by its door, and only from below', async () => {
  const broken = await brokenBy({
    'server/domains/media/planted-inner.ts': 'export const inner = 1\n',
    'server/domains/playback/planted-thief.ts':
      "import { inner } from '../media/planted-inner.ts'\nexport const stolen = inner\n",
    'server/domains/admin/schemas.ts': 'export const planted = 1\n',
    'server/domains/media/planted-climber.ts':
      "import { planted } from '../admin/schemas.ts'\nexport const climbed = planted\n",
  })
  expect(broken).toContain('domains-by-their-door-among-themselves: server/domains/playback/planted-thief.ts')
  expect(broken).toContain('domain-order-media: server/domains/media/planted-climber.ts')
})

test('a component that knows the database, and a second reader of the environment, are refused', async () => {
  const broken = await brokenBy({
    'components/planted.ts':
      "import { connection } from '#server/platform/postgres/postgres.ts'\nexport const planted = connection\n",
    'server/http/planted-reader.ts': 'export const planted = process.env.PLANTED\n',
  })
  expect(broken).toContain('components-are-fed: components/planted.ts')
  expect(broken).toContain('environment-in-one-place: server/http/planted-reader.ts')
})
