import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { accounts, assets, renditions, sources, versions } from '#db/postgres/schema/index.ts'
import { systemContext } from '../../platform/context/context.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { createTitle, markPlayable, publishTitle, setArtwork } from '../catalogue/index.ts'
import type { CreateTitleInput } from '../catalogue/schemas.ts'

/** What the integration tests of this domain start from. */
export const durationMs = 100_000
const system = systemContext('test')
const text = (words: string) => ({ vi: words, en: words })

/** Puts a published version into the database, as the worker leaves one, and tells the catalogue. */
export async function makePlayable(target: {
  titleId: string
  episodeId: string | null
  role?: 'main' | 'trailer'
}): Promise<string> {
  const { titleId, episodeId, role = 'main' } = target
  const createdAt = new Date()
  const assetId = randomUUID()
  const versionId = randomUUID()
  const sourceId = randomUUID()
  const storagePrefix = `media/${assetId}/${versionId}/1/`
  const shared = { durationMs, storagePrefix, assetId }
  await database().insert(assets).values({ id: assetId, titleId, episodeId, role, createdAt })
  await database()
    .insert(sources)
    .values({ id: sourceId, assetId, filename: 'a.mp4', storageKey: 'sources/a', sizeBytes: 1, createdAt })
  await database()
    .insert(versions)
    .values({
      ...shared,
      id: versionId,
      sourceId,
      number: 1,
      state: 'published',
      hlsPath: 'master.m3u8',
      dashPath: 'manifest.mpd',
      createdAt,
      publishedAt: createdAt,
    })
  await database()
    .insert(renditions)
    .values({ versionId, name: '240p', width: 426, height: 240, codec: 'h264', targetBitsPerSecond: 300_000 })
  await database().update(assets).set({ currentVersionId: versionId }).where(eq(assets.id, assetId))
  await markPlayable(system, {
    ...shared,
    versionId,
    versionNumber: 1,
    titleId,
    episodeId,
    role,
    heights: [240],
    audioLanguages: ['vi'],
    audioChannels: 2,
    subtitleLanguages: [],
    posters: [],
  })
  return assetId
}

const poster = () =>
  sharp({ create: { width: 400, height: 600, channels: 3, background: '#223' } })
    .png()
    .toBuffer()

/** A title with a poster, published unless said otherwise. */
export async function makeTitle(
  slug: string,
  fields: Partial<CreateTitleInput> & { publish?: boolean } = {},
): Promise<string> {
  const { publish = true, ...own } = fields
  const title = { kind: 'film', slug, title: text(slug), ratingCode: 'P', ...own } as const
  const { id } = await createTitle(system, title)
  await setArtwork(system, { titleId: id, kind: 'poster', bytes: await poster() })
  if (publish) await publishTitle(system, { titleId: id })
  return id
}

/** A published film that can be played. */
/** Gives the version that is shown taller pictures as well; told twice, once. */
export async function addRungs(assetId: string, heights: readonly number[]): Promise<void> {
  const [asset] = await database().select().from(assets).where(eq(assets.id, assetId))
  const rungs = heights.map((height) => ({
    versionId: asset?.currentVersionId ?? '',
    name: `${height}p`,
    width: Math.round((height * 16) / 9),
    height,
    codec: 'h264',
    targetBitsPerSecond: height * 4000,
  }))
  await database().insert(renditions).values(rungs).onConflictDoNothing()
}

export async function makeFilm(
  slug: string,
  fields: Partial<CreateTitleInput> = {},
): Promise<{ titleId: string; assetId: string }> {
  const titleId = await makeTitle(slug, fields)
  return { titleId, assetId: await makePlayable({ titleId, episodeId: null }) }
}

/** An account whose address is proved; gives its id. */
export async function makeAccount(): Promise<string> {
  const id = randomUUID()
  const at = new Date()
  await database()
    .insert(accounts)
    .values({
      id,
      email: `${id}@example.com`,
      emailVerifiedAt: at,
      displayName: 'Nhà',
      role: 'viewer',
      createdAt: at,
    })
  return id
}
