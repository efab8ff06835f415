import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../../..')
const own = 'server/domains/entitlements'

async function filesWith(pattern: RegExp): Promise<string[]> {
  const found: string[] = []
  for (const folder of ['app', 'db/seed', 'jobs', 'scripts', 'server']) {
    const names = await readdir(path.join(root, folder), { recursive: true })
    for (const name of names) {
      if (!/\.tsx?$/.test(name) || name.endsWith('.test.ts')) continue
      const file = path.join(folder, name)
      if (pattern.test(await readFile(path.join(root, file), 'utf8'))) found.push(file)
    }
  }
  return found
}

it('whatever opens a title writes its right through the one verb, which tells of it', async () => {
  const writing =
    /\.(insert|update|delete)\(entitlements\)|\b(insert into|update|delete from) "?entitlements\b/i
  expect(await filesWith(writing)).toEqual([`${own}/entitlement.repository.ts`])
  expect(await filesWith(/\binsertEntitlement\(tx/)).toEqual([`${own}/grant-entitlement.ts`])
})
