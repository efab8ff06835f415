import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const text = z.object({ vi: z.string().min(1), en: z.string().min(1) })
const wordLists = z.object({ vi: z.array(z.string()), en: z.array(z.string()) })

const episode = z.object({
  number: z.int().positive(),
  title: text,
  synopsis: text,
  runtimeMinutes: z.int().positive(),
})

const lesson = z.object({
  number: z.int().positive(),
  title: text,
  summary: text,
  runtimeMinutes: z.int().positive(),
})

const season = z.object({
  number: z.int().positive(),
  year: z.int(),
  title: text,
  episodes: z.array(episode),
})

const money = { amountMinor: z.int().positive(), currency: z.literal('VND') }
const access = z.discriminatedUnion('type', [
  z.object({ type: z.literal('free') }),
  z.object({ type: z.literal('subscription') }),
  z.object({ type: z.literal('rent'), ...money, hours: z.int().positive() }),
  z.object({ type: z.literal('buy'), ...money }),
])

const title = z.object({
  slug: z.string(),
  kind: z.enum(['film', 'series', 'course']),
  title: text,
  originalTitle: z.string(),
  tagline: text,
  synopsis: text,
  year: z.int(),
  runtimeMinutes: z.int().positive(),
  genres: z.array(z.string()).min(1),
  rating: z.object({ code: z.enum(['P', 'K', 'T13', 'T16', 'T18']), reason: text }),
  countries: z.array(z.string()),
  languages: z.array(z.string()),
  people: z.array(
    z.object({
      name: z.string(),
      role: z.enum(['director', 'writer', 'cast']),
      character: text.optional(),
    }),
  ),
  moods: wordLists,
  keywords: wordLists,
  accent: z.string().regex(/^#[0-9a-f]{6}$/),
  access: z.array(access),
  art: z.object({
    poster: z.string(),
    still: z.string(),
    lettering: z.object({ file: z.string(), width: z.int(), height: z.int() }),
  }),
  seasons: z.array(season).default([]),
  lessons: z.array(lesson).default([]),
})

const catalogue = z.object({
  genres: z.record(z.string(), text),
  countries: z.record(z.string(), text),
  titles: z.array(title),
})

export type DemoTitle = z.infer<typeof title>
export type DemoCatalogue = z.infer<typeof catalogue>
export type DemoText = z.infer<typeof text>

/** Folder that holds the demo's pictures and `titles.json`. */
export const demoFolder = join(import.meta.dirname, 'demo')

/** The demo catalogue as `titles.json` has it, checked; throws a ZodError when the file is damaged. */
export async function readDemoCatalogue(): Promise<DemoCatalogue> {
  return catalogue.parse(JSON.parse(await readFile(join(demoFolder, 'titles.json'), 'utf8')))
}

/** The titles on the home page's hero ledge, first one first. */
export const featuredSlugs = [
  'con-nuoc-thang-muoi',
  'hem-cut-88',
  'tam-muoi-tam-phim',
  'lua-nho-noi-dat',
] as const
