import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { failureCodeSchema } from './schemas.ts'

describe.each(['vi', 'en'])('in %s', (language) => {
  it.each([
    ['media', 'failure', 'lists and panels'],
    ['errors', 'media', 'dead letters'],
  ] as const)('every failure has a sentence in %s.%s, for %s', async (file, group, _where) => {
    const text = await readFile(`i18n/messages/${language}/${file}.json`, 'utf8')
    const texts = (JSON.parse(text) as Record<string, Record<string, string>>)[group]
    for (const code of failureCodeSchema.options) expect(texts?.[code], code).toMatch(/^\p{Lu}.+\.$/u)
  })
})
