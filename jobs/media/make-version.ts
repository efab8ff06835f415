import type { StartedVersion } from '#server/domains/media/index.ts'
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
  const plan = await analyseSource({ context, started, scratch, report, file })
  const work: Work = { context, started, scratch, report, file, ...plan }
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
