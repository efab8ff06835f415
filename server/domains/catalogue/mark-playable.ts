import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database, type Queryable, type Transaction } from '../../platform/postgres/postgres.ts'
import { artworkOf, replaceArtwork } from './artwork.repository.ts'
import { changeTitle } from './change-title.ts'
import { cleanArtworkSoon } from './clean-artwork.ts'
import { makeFilmPictures, middle, type FilmPicture } from './make-film-pictures.ts'
import { findPlayable, isEpisodeOf, upsertPlayable } from './playable.repository.ts'
import { blockersOf, publish } from './publish-title.ts'
import { markPlayableSchema, type MarkPlayableInput } from './schemas.ts'
import { findTitle, type TitleChanges, type TitleRow } from './title.repository.ts'

/**
 * Takes over a version that media has published: pages show it from now on. A version older than the one shown
 * changes nothing, nor does the same one again. A title without poster or still gets them from the film, and
 * one that was to be published when ready is published. A title deleted meanwhile is passed over.
 */
export async function markPlayable(context: Context, input: MarkPlayableInput): Promise<void> {
  authorize(context, 'title.write')
  const version = parseInput(markPlayableSchema, input)
  const title = await findTitle(database(), version.titleId)
  if (!title || (await isOutdated(version))) return
  const pictures = await makeFilmPictures(title, version)
  await changeTitle(context, { titleId: title.id, action: 'title.mark-playable' }, async (tx, locked) => {
    const detail = { assetId: version.assetId, versionNumber: version.versionNumber }
    const result = () => Promise.resolve()
    if (await isPassed(tx, version)) return { detail: { ...detail, outdated: true }, result }
    await upsertPlayable(tx, toRow(context, version))
    await usePictures(tx, context, locked, pictures)
    return { set: await publishIfReady(tx, context, locked, version), detail, result }
  })
}

type Version = ReturnType<typeof markPlayableSchema.parse>

async function isOutdated(version: Version): Promise<boolean> {
  const { titleId, episodeId } = version
  if (episodeId !== null && !(await isEpisodeOf(database(), titleId, episodeId))) return true
  return isPassed(database(), version)
}

async function isPassed(db: Queryable, version: Version): Promise<boolean> {
  const shown = await findPlayable(db, version)
  return shown !== null && shown.versionNumber >= version.versionNumber
}

function toRow(context: Context, version: Version): Parameters<typeof upsertPlayable>[1] {
  const still = middle(version.posters)
  return {
    titleId: version.titleId,
    episodeId: version.episodeId,
    role: version.role,
    assetId: version.assetId,
    versionId: version.versionId,
    versionNumber: version.versionNumber,
    durationMs: version.durationMs,
    maxHeight: Math.max(...version.heights),
    audioLanguages: version.audioLanguages,
    audioChannels: version.audioChannels,
    subtitleLanguages: version.subtitleLanguages,
    stillKey: still ? `${version.storagePrefix}${still.path}` : null,
    publishedAt: context.now,
  }
}

async function usePictures(
  tx: Transaction,
  context: Context,
  title: TitleRow,
  pictures: FilmPicture[],
): Promise<void> {
  const there = await artworkOf(tx, [title.id])
  for (const { kind, picture } of pictures) {
    if (there.some((row) => row.kind === kind && row.origin === 'chosen')) continue
    const row = { titleId: title.id, kind, origin: 'film', ...picture, createdAt: context.now } as const
    if (await replaceArtwork(tx, row)) await cleanArtworkSoon(tx, context, title.id)
  }
}

async function publishIfReady(
  tx: Transaction,
  context: Context,
  title: TitleRow,
  version: Version,
): Promise<TitleChanges> {
  if (!title.publishWhenReady || version.role !== 'main') return {}
  const [blocker] = await blockersOf(tx, title)
  if (blocker === undefined) return publish(tx, context, title)
  context.log.warn(
    { titleId: title.id, blocker },
    'the film is ready, but its title may not be published yet',
  )
  return {}
}
