import { readFile } from 'node:fs/promises'

/** The sentences that an admin is told, in both languages. */
export async function sentences(namespace: string, key: string): Promise<string[]> {
  const found = await Promise.all(
    ['vi', 'en'].map(async (language) => {
      const text = await readFile(`i18n/messages/${language}/${namespace}.json`, 'utf8')
      return key
        .split('.')
        .reduce<unknown>((node, part) => (node as Record<string, unknown>)[part], JSON.parse(text))
    }),
  )
  return found.filter((sentence) => typeof sentence === 'string')
}
