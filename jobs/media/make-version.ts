import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import {
  encodeFailed,
  planLadder,
  probeSource,
  publishVersion,
  recordPlan,
  recordRungs,
  type FinishedVersion,
  type StartedVersion,
} from '#server/domains/media/index.ts'
import {
  mediaTools,
  videoName,
  type CheckReport,
  type Ladder,
  type MediaProbe,
} from '#server/platform/media-tools/index.ts'
import type { JobContext } from '#server/platform/queues/job-handler.ts'
import { createStageReporter, type StageReporter } from './encode-progress.ts'
import { storeVersion } from './store-version.ts'
import type { Scratch } from './scratch.ts'

const POSTERS = 5

/** Everything the stages share. */
type Work = {
  context: JobContext
  started: StartedVersion
  scratch: Scratch
  report: StageReporter
  /** The source as a local file. */
  file: string
  probe: MediaProbe
  ladder: Ladder
}

/** Takes a started version through its stages to publication; stages that an earlier attempt finished are not redone. */
export async function makeVersion(
  context: JobContext,
  started: StartedVersion,
  scratch: Scratch,
  file: string,
): Promise<void> {
  const { versionId, assetId, target } = started
  const report = createStageReporter(context, {
    versionId,
    assetId,
    ...target,
    sourceName: started.source.fileName,
  })
  await report.enter('probe')
  const probe = await probeSource(context, { sourceId: started.source.id, file, tools: mediaTools() })
  const ladder = planLadder(probe)
  await recordPlan(context, { versionId, rungs: ladder.rungs })
  const work: Work = { context, started, scratch, report, file, probe, ladder }
  const encodedDir = await encodeTracks(work)
  const pictures = await makePictures(work, encodedDir)
  const packaged = await packageTracks(work, encodedDir)
  const checked = await checkPackage(work, packaged)
  await publish(work, pictures, packaged, checked)
}

async function encodeTracks({
  context,
  started,
  scratch,
  report,
  file,
  probe,
  ladder,
}: Work): Promise<string> {
  const { versionId } = started
  const { signal } = context
  report.setRungs(ladder, 'encoding')
  await recordRungs(context, { versionId, state: 'encoding' })
  await report.enter('encode')
  const { folder } = await scratch.stage('encode', JSON.stringify(ladder), async (outputDir) => {
    await mediaTools().encode({ file, probe, ladder, outputDir, signal, onProgress: report.encoding })
    return null
  })
  report.setRungs(ladder, 'done')
  await recordRungs(context, { versionId, state: 'done' })
  return folder
}

async function makePictures({ context, scratch, report, file, probe, ladder }: Work, encodedDir: string) {
  const { signal } = context
  await report.enter('pictures')
  return scratch.stage('pictures', encodedDir, async (folder) => {
    const rung = ladder.rungs[0]
    if (!rung) throw encodeFailed({ code: 'no-video', detail: 'The film has no picture.' }, false, null)
    const storyboardDir = join(folder, 'storyboard')
    const posterDir = join(folder, 'posters')
    await mkdir(storyboardDir)
    await mkdir(posterDir)
    const { durationMs } = probe
    const encodedRung = join(encodedDir, `${videoName(rung)}.mp4`)
    const storyboard = await mediaTools().makeStoryboard({
      encodedRung,
      rung,
      ladder,
      durationMs,
      outputDir: storyboardDir,
      signal,
    })
    await report.enter('pictures', 0.4)
    const posters = await mediaTools().extractPosters({
      file,
      probe,
      count: POSTERS,
      outputDir: posterDir,
      signal,
    })
    return {
      storyboard: { ...storyboard, sheets: storyboard.sheets.map((sheet) => `storyboard/${sheet}`) },
      posters: posters.map(({ file: poster, ...rest }) => ({ ...rest, path: `posters/${basename(poster)}` })),
    }
  })
}

async function packageTracks({ context, scratch, report, file, probe, ladder }: Work, encodedDir: string) {
  const { signal } = context
  await report.enter('package')
  const texts = await scratch.stage('subtitles', encodedDir, (outputDir) =>
    mediaTools().extractSubtitles({ file, ladder, outputDir, signal }),
  )
  const subtitles = texts.result
  const { folder, result: packaged } = await scratch.stage('package', texts.folder, (outputDir) =>
    mediaTools().package({ ladder, durationMs: probe.durationMs, encodedDir, subtitles, outputDir, signal }),
  )
  return { folder, packaged, subtitles }
}

type Packaged = Awaited<ReturnType<typeof packageTracks>>
type Pictures = Awaited<ReturnType<typeof makePictures>>

async function checkPackage(
  { context, report, file, probe, ladder }: Work,
  { folder, packaged }: Packaged,
): Promise<CheckReport> {
  await report.enter('check')
  const checked = await mediaTools().check({
    source: file,
    probe,
    ladder,
    packageDir: folder,
    packaged,
    signal: context.signal,
  })
  for (const finding of checked.findings) context.log.warn(finding, 'the check of a version found something')
  if (checked.ok) return checked
  const refused = checked.findings.filter((finding) => finding.severity === 'refuse')
  const detail = refused
    .map((finding) => [finding.track, finding.detail].filter(Boolean).join(': '))
    .join('; ')
  throw encodeFailed({ code: 'check-refused', detail }, false, null)
}

async function publish(
  work: Work,
  pictures: Pictures,
  { folder, packaged, subtitles }: Packaged,
  checked: CheckReport,
): Promise<void> {
  const { context, started, report, probe, ladder } = work
  await report.enter('publish')
  const stored = await storeVersion(started.prefix, [folder, pictures.folder], {
    signal: context.signal,
    onShare: (share) => report.enter('publish', share),
  })
  const finished: FinishedVersion = {
    versionId: started.versionId,
    storagePrefix: stored.prefix,
    probe,
    ladder,
    packaged,
    subtitles,
    storyboard: pictures.result.storyboard,
    posters: pictures.result.posters,
    report: checked,
  }
  await publishVersion(context, finished)
  await stored.removeOthers()
}
