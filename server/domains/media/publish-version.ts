import { now } from '../../platform/clock/clock.ts'
import { recordAudit } from '../../platform/audit/record-audit.ts'
import type {
  CheckReport,
  ExtractedSubtitle,
  Ladder,
  MediaProbe,
  PackageOutput,
  Storyboard,
} from '../../platform/media-tools/port.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import type { Transaction } from '../../platform/postgres/postgres.ts'
import { enqueue } from '../../platform/queues/enqueue.ts'
import { lockAsset, setCurrentVersion, type AssetRow, type VersionRow } from './asset.repository.ts'
import { versionSubject } from './encode-runs.ts'
import { enqueueClear } from './enqueue-clear.ts'
import { assetNotFound, versionNotFound, versionState } from './errors.ts'
import { versionPublished } from './events.ts'
import { findMarkers } from './find-markers.ts'
import { readPictureSubtitlesJob } from './jobs.ts'
import { GRACE_MS } from './kept-until.ts'
import { nominalHeight } from './plan-rungs.ts'
import { authorizeMediaWrite, writeOf, type WritingContext } from './policy.ts'
import type { Poster } from './schemas.ts'
import {
  findVersion,
  lockVersion,
  supersedeOthers,
  updateRenditions,
  updateVersion,
  type VersionChange,
} from './version.repository.ts'

export type FinishedVersion = {
  versionId: string
  /** Where the finished files are, ending in a slash; everything else is named below it. */
  storagePrefix: string
  probe: MediaProbe
  ladder: Ladder
  packaged: PackageOutput
  subtitles: readonly Omit<ExtractedSubtitle, 'file'>[]
  storyboard: Storyboard
  posters: Poster[]
  report: CheckReport
}

/** What is read off pictures is a draft: films that wait go before it. */
const AFTER_ENCODES = -10

/**
 * Makes a finished version what viewers get, in one transaction with its event `version.published`; the one before
 * is superseded and cleared away when its grace is over and nobody plays it any more. Publishing it again changes
 * nothing; one that a later version overtook becomes an old version itself, and nobody sees it. Gives false when the
 * version has been published from another attempt's files.
 */
export async function publishVersion(context: WritingContext, finished: FinishedVersion): Promise<boolean> {
  authorizeMediaWrite(context)
  return writeOf(context)(async (tx) => {
    const version = await lockVersion(tx, finished.versionId)
    if (!version) throw versionNotFound(finished.versionId)
    if (version.state === 'published') return version.storagePrefix === finished.storagePrefix
    if (version.state !== 'encoding') throw versionState(version.id, version.state)
    const asset = await lockAsset(tx, version.assetId)
    if (!asset) throw assetNotFound(version.assetId)
    const moment = now()
    const change = describeFinished(finished)
    await keepMeasures(tx, finished)
    if (await wasOvertaken(tx, asset, version)) {
      await updateVersion(tx, version.id, { ...change, state: 'superseded', error: null })
      await enqueueClear(tx, { ...context, now: moment }, version.id, moment)
      return true
    }
    await updateVersion(tx, version.id, { ...change, state: 'published', publishedAt: moment, error: null })
    for (const id of await supersedeOthers(tx, asset.id, version.id)) {
      await enqueueClear(tx, { ...context, now: moment }, id, new Date(moment.getTime() + GRACE_MS))
    }
    if (finished.probe.subtitles.some((track) => !track.isText)) {
      const payload = { sourceId: version.sourceId }
      await enqueue(tx, context, readPictureSubtitlesJob, payload, {
        dedupeKey: version.sourceId,
        subject: { type: 'asset', id: asset.id },
        priority: AFTER_ENCODES,
      })
    }
    await setCurrentVersion(tx, asset.id, version.id)
    await recordEvent(tx, context, versionPublished, announce(asset, version, finished, change))
    const detail = { assetId: asset.id, number: version.number, titleId: asset.titleId }
    await recordAudit(tx, context, 'version.publish', { ...versionSubject(version.id), detail })
    return true
  })
}

/** Two encodes of one film may run at a time, and the later may be the faster. */
async function wasOvertaken(tx: Transaction, asset: AssetRow, version: VersionRow): Promise<boolean> {
  if (asset.currentVersionId === null) return false
  const current = await findVersion(tx, asset.currentVersionId)
  return current !== null && current.number > version.number
}

function describeFinished(finished: FinishedVersion) {
  const { probe, ladder, report } = finished
  return {
    storagePrefix: finished.storagePrefix,
    plan: ladder,
    hlsPath: finished.packaged.hls,
    dashPath: finished.packaged.dash,
    durationMs: probe.durationMs,
    audioTracks: ladder.audio.map(({ name, language, title, channels, isDefault, flags, loudness }) => ({
      name,
      language,
      title,
      channels,
      isDefault,
      flags,
      loudness,
    })),
    subtitleTracks: finished.subtitles.map(
      ({ name, language, title, isDefault, forced, hearingImpaired }) => ({
        name,
        language,
        title,
        isDefault,
        forced,
        hearingImpaired,
        path: `${name}.vtt`,
      }),
    ),
    chapters: probe.chapters,
    markers: findMarkers(probe.chapters),
    storyboard: finished.storyboard,
    posters: finished.posters,
    warnings: report.findings.map(({ code, track, detail }) => ({
      code,
      params: { track: track ?? '', detail },
    })),
  } satisfies VersionChange
}

async function keepMeasures(tx: Transaction, { versionId, ladder, report }: FinishedVersion): Promise<void> {
  for (const rung of ladder.rungs) {
    const measured = report.renditions.find(({ name }) => name === `video-${rung.name}`)
    const ssim = measured?.ssim ?? null
    const change = {
      state: 'done' as const,
      measuredBitsPerSecond: measured?.averageBandwidth ?? null,
      ssim: ssim === null ? null : Math.round(ssim * 1_000_000),
    }
    await updateRenditions(tx, versionId, change, rung.name)
  }
}

function announce(
  asset: AssetRow,
  version: VersionRow,
  { ladder }: FinishedVersion,
  change: ReturnType<typeof describeFinished>,
) {
  const unique = (languages: string[]): string[] => [...new Set(languages)]
  return {
    assetId: asset.id,
    versionId: version.id,
    versionNumber: version.number,
    titleId: asset.titleId,
    episodeId: asset.episodeId,
    role: asset.role,
    storagePrefix: change.storagePrefix,
    durationMs: change.durationMs,
    heights: ladder.rungs.map(nominalHeight),
    audioLanguages: unique(change.audioTracks.map((track) => track.language)),
    audioChannels: Math.max(0, ...change.audioTracks.map((track) => track.channels)),
    subtitleLanguages: unique(change.subtitleTracks.map((track) => track.language)),
    chapters: change.chapters,
    markers: change.markers,
    storyboard: change.storyboard,
    posters: change.posters,
  }
}
