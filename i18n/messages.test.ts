import { readdir, readFile } from 'node:fs/promises'
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { describe, expect, it } from 'vitest'
import { loadMessages, namespaces } from './messages.ts'
import { routing } from './routing.ts'

type Texts = { [key: string]: string | Texts }

/** Gives each text with its path, `playback.failure.kept`. */
function flatten(texts: Texts, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : flatten(value, `${path}${key}.`),
  )
}

/** Gives what a text must be given and how it is written: `count:plural`, `name:argument`, `b:tag`. */
function argumentsOf(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element): string[] => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return []
      case TYPE.tag:
        return [`${element.value}:tag`, ...argumentsOf(element.children)]
      case TYPE.plural:
      case TYPE.select:
        return [
          `${element.value}:${TYPE[element.type]}`,
          ...Object.values(element.options).flatMap((option) => argumentsOf(option.value)),
        ]
      case TYPE.argument:
      case TYPE.number:
      case TYPE.date:
      case TYPE.time:
        return [`${element.value}:${TYPE[element.type]}`]
    }
  })
}

const argumentNames = (text: string) =>
  [...new Set(argumentsOf(parse(text)).map((each) => each.replace(/:(?!tag$).*/, '')))].toSorted()

const branchesOf = (text: string) =>
  parse(text)
    .filter((element) => element.type === TYPE.select)
    .map((element) => Object.keys(element.options).toSorted())

const texts = Object.fromEntries(
  await Promise.all(
    routing.locales.map(async (locale) => [locale, new Map(flatten((await loadMessages(locale)) as Texts))]),
  ),
) as Record<(typeof routing.locales)[number], Map<string, string>>

describe('the texts of both languages', () => {
  it.each(routing.locales)('stand in one file for each namespace: %s', async (locale) => {
    const files = await readdir(new URL(`./messages/${locale}/`, import.meta.url))
    expect(files.toSorted()).toEqual(namespaces.map((name) => `${name}.json`).toSorted())
  })

  it('have the same keys', () => {
    expect(texts.vi.size).toBeGreaterThan(0)
    expect([...texts.en.keys()].toSorted()).toEqual([...texts.vi.keys()].toSorted())
  })

  it('ask for the same values and know the same cases', () => {
    const shapes = (locale: 'vi' | 'en') =>
      Object.fromEntries(
        [...texts[locale]].map(([key, text]) => [key, [argumentNames(text), branchesOf(text)]]),
      )
    expect(shapes('en')).toEqual(shapes('vi'))
  })

  it.each(routing.locales)('are never empty and each key is written once: %s', async (locale) => {
    expect([...texts[locale]].filter(([, text]) => text.trim() === '')).toEqual([])
    for (const name of namespaces) {
      const source = await readFile(new URL(`./messages/${locale}/${name}.json`, import.meta.url), 'utf8')
      const kept = flatten(JSON.parse(source) as Texts).length
      expect(source.match(/"(?:[^"\\]|\\.)*":\s*"/g)?.length, name).toBe(kept)
    }
  })
})
