import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { requestDemoFilms } from '#server/domains/admin/index.ts'
import {
  createTitle,
  ensureCountries,
  ensureGenres,
  listTitlesForAdmin,
  publishTitle,
  setArtwork,
  setCredits,
  setEpisodes,
  setFeatured,
} from '#server/domains/catalogue/index.ts'
import { grantEntitlement } from '#server/domains/entitlements/index.ts'
import { createAccount, listAccounts } from '#server/domains/identity/index.ts'
import { systemContext } from '#server/platform/context/context.ts'
import { demoAccounts } from './demo-accounts.ts'
import { demoFolder, featuredSlugs, readDemoCatalogue } from './demo-titles.ts'
import type { DemoCatalogue, DemoTitle } from './demo-titles.ts'
import { planFilms } from './films/plan.ts'
import { seedOffers } from './seed-offers.ts'

/** What a seeding added; all zero when the demo was there already. */
export type Seeded = { titles: number; films: number; accounts: number }

const demoStreams = 20

const seeder = () => systemContext('seed')

/**
 * Fills a new installation with the demo: its titles, published at once, the wish for their films, and its accounts.
 * The accounts come last and tell that all is done, so a seeding that was cut short goes on where it stopped, and a
 * demo title that an admin has deleted or changed is never touched again. Without films the catalogue is there at
 * once and nothing is encoded behind it, as the journeys want it.
 */
export async function seedDemo({ withFilms = true } = {}): Promise<Seeded> {
  const catalogue = await readDemoCatalogue()
  if (await isSeeded()) {
    // A demo from before there were prices gets them too.
    const there = await findTitles()
    await seedOffers(seeder(), { titles: catalogue.titles, idOf: (slug) => there.get(slug)?.id })
    return { titles: 0, films: 0, accounts: 0 }
  }
  await ensureVocabulary(catalogue)
  const before = await findTitles()
  const ids = new Map<string, string>()
  let titles = 0
  // From the last to the first: what was published last stands first among the newest.
  for (const title of catalogue.titles.toReversed()) {
    const there = before.get(title.slug)
    const id = there?.id ?? (await addTitle(title))
    if (!there?.isFinished) {
      await finishTitle(id, title)
      titles += 1
    }
    ids.set(title.slug, id)
  }
  const idOf = (slug: string): string => {
    const id = ids.get(slug)
    if (!id) throw new Error(`The demo has no title ${slug}`)
    return id
  }
  await setFeatured(seeder(), { titleIds: featuredSlugs.map(idOf) })
  await seedOffers(seeder(), { titles: catalogue.titles, idOf })
  const films = withFilms
    ? planFilms(catalogue.titles).map(({ slug, seed }) => ({ titleId: idOf(slug), film: seed }))
    : []
  if (withFilms) await requestDemoFilms(seeder(), { films })
  return { titles, films: films.length, accounts: await addAccounts() }
}

async function isSeeded(): Promise<boolean> {
  const known = await Promise.all(demoAccounts.map(({ email }) => hasAccount(email)))
  return known.every(Boolean)
}

async function hasAccount(email: string): Promise<boolean> {
  const { accounts } = await listAccounts(seeder(), { text: email })
  return accounts.some((account) => account.email === email)
}

async function addAccounts(): Promise<number> {
  let added = 0
  for (const account of demoAccounts) {
    if (await hasAccount(account.email)) continue
    const { id } = await createAccount(seeder(), account)
    // Whoever tries the demo uses one of two accounts: more of them at once than a household's two streams.
    await grantEntitlement(seeder(), {
      accountId: id,
      scope: 'catalogue',
      reason: 'staff',
      source: 'demo',
      maxStreams: demoStreams,
    })
    added += 1
  }
  return added
}

async function ensureVocabulary({ genres, countries }: DemoCatalogue): Promise<void> {
  await ensureGenres(seeder(), { genres: Object.entries(genres).map(([key, label]) => ({ key, label })) })
  await ensureCountries(seeder(), {
    countries: Object.entries(countries).map(([code, label]) => ({ code, label })),
  })
}

async function findTitles(): Promise<Map<string, { id: string; isFinished: boolean }>> {
  const { titles } = await listTitlesForAdmin(seeder(), { pageSize: 200 })
  return new Map(titles.map(({ id, slug, publishedAt }) => [slug, { id, isFinished: publishedAt !== null }]))
}

async function addTitle(title: DemoTitle): Promise<string> {
  const { id } = await createTitle(seeder(), {
    kind: title.kind,
    slug: title.slug,
    title: title.title,
    originalTitle: title.originalTitle,
    tagline: title.tagline,
    synopsis: title.synopsis,
    year: title.year,
    ratingCode: title.rating.code,
    ratingReason: title.rating.reason,
    genres: title.genres,
    countryCodes: title.countries,
    languageCodes: title.languages,
    moods: title.moods,
    keywords: title.keywords,
    accent: title.accent,
    access: title.access,
  })
  return id
}

async function finishTitle(titleId: string, title: DemoTitle): Promise<void> {
  const credits = title.people.map(({ name, role, character }) => ({
    name,
    role,
    character: character ?? null,
  }))
  await setCredits(seeder(), { titleId, credits })
  const seasons = seasonsOf(title)
  if (seasons.length > 0) await setEpisodes(seeder(), { titleId, seasons })
  const { poster, still, lettering } = title.art
  const pictures = { poster, still, lettering: lettering.file } as const
  await Promise.all(
    (['poster', 'still', 'lettering'] as const).map(async (kind) =>
      setArtwork(seeder(), { titleId, kind, bytes: await readFile(join(demoFolder, pictures[kind])) }),
    ),
  )
  await publishTitle(seeder(), { titleId })
}

function seasonsOf(title: DemoTitle): Parameters<typeof setEpisodes>[1]['seasons'] {
  if (title.lessons.length > 0) {
    const episodes = title.lessons.map((lesson) => ({
      number: lesson.number,
      title: lesson.title,
      synopsis: lesson.summary,
    }))
    return [{ number: null, episodes }]
  }
  return title.seasons.map((season) => ({
    number: season.number,
    title: season.title,
    episodes: season.episodes.map((episode) => ({
      number: episode.number,
      title: episode.title,
      synopsis: episode.synopsis,
    })),
  }))
}
