import type { StartedVersion } from '#server/domains/media/index.ts'
import { watchTools } from '#server/platform/media-tools/index.ts'
import type { JobContext } from '#server/platform/queues/job-handler.ts'
import { createStageReporter } from './encode-progress.ts'
import type { Scratch } from './scratch.ts'
import { analyseSource } from './stages/analyse-source.ts'
import { checkPackage } from './stages/check-package.ts'
import { encodeTracks } from './stages/encode-tracks.ts'
import { makePictures } from './stages/make-pictures.ts'
import { packageTracks } from './stages/package-tracks.ts'
import { sideBySide } from './stages/side-by-side.ts'
import { storeAndPublish } from './stages/store-and-publish.ts'
import type { Work } from './stages/work.ts'

/** Takes a started version through its stages to publication; stages that an earlier attempt finished are not redone. */
export async function makeVersion(
  context: JobContext,
  started: StartedVersion,
  scratch: Scratch,
  file: string,
): Promise<void> {
  const report = createStageReporter(context, {
    versionId: started.versionId,
    assetId: started.assetId,
    ...started.target,
    sourceName: started.source.fileName,
  })
  const unwatch = watchTools(context.signal, report.goOn)
  try {
    await goThroughStages({ context, started, scratch, report, file })
  } finally {
    unwatch()
  }
}

async function goThroughStages(parts: Omit<Work, 'probe' | 'ladder'>): Promise<void> {
  const { context, started, report } = parts
  const plan = await analyseSource(parts)
  const work: Work = { ...parts, ...plan }
  const encodedDir = await encodeTracks(work)
  await report.enter('pictures')
  const [pictures, { packaged, checked }] = await sideBySide(
    makePictures(work, encodedDir),
    packageAndCheck(work, encodedDir),
  )
  await storeAndPublish(work, pictures, packaged, checked)
  context.log.info(
    { versionId: started.versionId, stages: report.stageTimes(), ladder: work.ladder },
    'a version was made',
  )
}

async function packageAndCheck(work: Work, encodedDir: string) {
  const packaged = await packageTracks(work, encodedDir)
  return { packaged, checked: await checkPackage(work, packaged) }
}
