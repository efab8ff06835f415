import type { StartedVersion } from '#server/domains/media/index.ts'
import { watchTools, type SampledSource } from '#server/platform/media-tools/index.ts'
import type { JobContext } from '#server/platform/queues/job-handler.ts'
import { createStageReporter } from './encode-progress.ts'
import type { Scratch } from './scratch.ts'
import { analyseSource } from './stages/analyse-source.ts'
import { checkPackage } from './stages/check-package.ts'
import { encodeTracks } from './stages/encode-tracks.ts'
import { gatherSamples } from './stages/gather-samples.ts'
import { joinTracks } from './stages/join-tracks.ts'
import { makePictures } from './stages/make-pictures.ts'
import { packageTracks } from './stages/package-tracks.ts'
import { sampleSource } from './stages/sample-source.ts'
import { shareOut } from './stages/share-out.ts'
import { sideBySide } from './stages/side-by-side.ts'
import { storeAndPublish } from './stages/store-and-publish.ts'
import type { Work } from './stages/work.ts'

/**
 * Takes a started version through its stages to publication; stages that an earlier attempt finished are not redone. A
 * long film is parked amid them while other runs encode its chunks, unless it is to be made in one pass.
 */
export async function makeVersion(
  context: JobContext,
  started: StartedVersion,
  scratch: Scratch,
  { file, onePass }: { file: string; onePass: boolean },
): Promise<void> {
  const report = createStageReporter(context, {
    versionId: started.versionId,
    assetId: started.assetId,
    ...started.target,
    sourceName: started.source.fileName,
  })
  const unwatch = watchTools(context.signal, report.goOn)
  try {
    await goThroughStages({ context, started, scratch, report, file }, onePass)
  } finally {
    unwatch()
  }
}

async function goThroughStages(parts: Omit<Work, 'probe' | 'ladder'>, onePass: boolean): Promise<void> {
  const { context, started, report } = parts
  const work: Work = { ...parts, ...(started.chunks ? planOf(started.chunks) : await analyseSource(parts)) }
  if (await shareOut(work, onePass)) return
  const [encodedDir, sampled] = await sideBySide(
    started.chunks ? joinTracks(work, started.chunks.rows) : encodeTracks(work),
    started.chunks ? gatherSamples(work, started.chunks.rows) : sampleSource(work),
  )
  await report.enter('pictures')
  const [pictures, { packaged, checked }] = await sideBySide(
    makePictures(work, encodedDir),
    packageAndCheck(work, encodedDir, sampled),
  )
  await storeAndPublish(work, pictures, packaged, checked)
  context.log.info(
    { versionId: started.versionId, stages: report.stageTimes(), ladder: work.ladder },
    'a version was made',
  )
}

function planOf({ probe, plan }: NonNullable<StartedVersion['chunks']>): Pick<Work, 'probe' | 'ladder'> {
  return { probe, ladder: plan }
}

async function packageAndCheck(work: Work, encodedDir: string, sampled: SampledSource) {
  const packaged = await packageTracks(work, encodedDir)
  return { packaged, checked: await checkPackage(work, packaged, sampled) }
}
