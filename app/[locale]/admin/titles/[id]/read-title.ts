import { latestOfEachAsset } from '#components/admin/media/pick-encode.ts'
import type { FrameChoice, MediaPlace, VersionLine } from '#components/admin/media/place.ts'
import type { TitlePage } from '#components/admin/titles/title-page.ts'
import type { Locale } from '#i18n/routing.ts'
import { getTitleForAdmin, listVocabulary } from '#server/domains/catalogue/index.ts'
import type { AdminTitleDto } from '#server/domains/catalogue/schemas.ts'
import { listAssets, listEncodes, listSubtitleDrafts } from '#server/domains/media/index.ts'
import type { AssetDto, EncodeProgressDto, VersionDto } from '#server/domains/media/schemas.ts'
import { listTitleOffers } from '#server/domains/offers/index.ts'
import { signMediaPath } from '#server/domains/playback/index.ts'
import { may } from '#server/platform/authorize/authorize.ts'
import type { Context } from '#server/platform/context/context.ts'
import { AppError } from '#server/platform/errors/app-error.ts'
import { toPicture } from '../../../pictures.ts'

const mostFrames = 24

/** Gives everything the page of one title shows; throws `title.not-found`. */
export async function readTitlePage(context: Context, locale: Locale, titleId: string): Promise<TitlePage> {
  const [title, vocabulary, assets, encodes, subtitleDrafts, sale] = await Promise.all([
    getTitleForAdmin(context, { titleId }),
    listVocabulary(),
    listAssets(context, { titleId }),
    listEncodes(context, { titleId, limit: 200 }),
    listSubtitleDrafts(context, { titleId }),
    readSale(context, titleId),
  ])
  return {
    title,
    name: title.title[locale],
    genres: vocabulary.genres.map((genre) => ({ key: genre.key, label: genre.label[locale] })),
    pictures: {
      poster: toPicture(title.artwork.poster, context.now),
      still: toPicture(title.artwork.still, context.now),
    },
    places: toPlaces(title, assets, latestOfEachAsset(encodes), locale),
    subtitleDrafts,
    frames: toFrames(assets, context.now),
    sale,
    nowIso: context.now.toISOString(),
  }
}

async function readSale(context: Context, titleId: string): Promise<TitlePage['sale']> {
  if (!may(context.actor, 'offer.read')) return null
  return {
    offers: await listTitleOffers(context, { titleId }),
    mayWrite: may(context.actor, 'offer.write'),
  }
}

/** Gives a title's name, or null where there is none or the account may not see it: the page itself tells why. */
export async function readTitleName(
  context: Context,
  locale: Locale,
  titleId: string,
): Promise<string | null> {
  try {
    const title = await getTitleForAdmin(context, { titleId })
    return title.title[locale]
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

/** Gives every place for a film: the film itself or the episodes in order, then the trailer. */
function toPlaces(
  title: AdminTitleDto,
  assets: readonly AssetDto[],
  encodes: readonly EncodeProgressDto[],
  locale: Locale,
): MediaPlace[] {
  const at = (role: 'main' | 'trailer', episodeId: string | null): Omit<MediaPlace, 'number' | 'name'> => {
    const asset = assets.find((each) => each.role === role && each.episodeId === episodeId)
    return {
      target: { titleId: title.id, episodeId, role },
      assetId: asset?.id ?? null,
      versions: asset?.versions.map(toVersionLine) ?? [],
      encode: encodes.find((encode) => encode.assetId === asset?.id) ?? null,
    }
  }
  const mains =
    title.kind === 'film'
      ? [{ ...at('main', null), number: null, name: null }]
      : title.seasons.flatMap((season) =>
          season.episodes.map((episode) => ({
            ...at('main', episode.id),
            number: { season: season.number, episode: episode.number },
            name: episode.title[locale],
          })),
        )
  return [...mains, { ...at('trailer', null), number: null, name: null }]
}

function toVersionLine(version: VersionDto): VersionLine {
  const measured = version.renditions.map((rendition) => rendition.ssim).filter((ssim) => ssim !== null)
  return {
    id: version.id,
    number: version.number,
    state: version.state,
    durationMs: version.durationMs,
    leftOut: version.leftOut,
    warnings: version.warnings,
    error: version.error,
    createdAt: version.createdAt,
    publishedAt: version.publishedAt,
    rungs: version.renditions.map(({ name, height, state }) => ({ name, height, state })),
    leastSsim: measured.length === 0 ? null : Math.min(...measured),
    audioTracks: version.audioTracks,
    subtitleTracks: version.subtitleTracks,
  }
}

/** Gives frames of what is published, main films first. */
function toFrames(assets: readonly AssetDto[], now: Date): FrameChoice[] {
  return assets
    .toSorted((a, b) => a.role.localeCompare(b.role))
    .flatMap((asset) => asset.versions.filter((version) => version.state === 'published'))
    .flatMap((version) =>
      version.posters.map(({ path, atMs }) => ({
        versionId: version.id,
        path,
        atMs,
        url: signMediaPath(`${version.storagePrefix}${path}`, { lifetime: 'artwork', now }),
      })),
    )
    .slice(0, mostFrames)
}
