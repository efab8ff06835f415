import { publishVersion, type FinishedVersion } from '#server/domains/media/index.ts'
import type { CheckReport } from '#server/platform/media-tools/index.ts'
import { storeVersion } from '../store-version.ts'
import type { Pictures } from './make-pictures.ts'
import type { Packaged } from './package-tracks.ts'
import type { Work } from './work.ts'

/** Carries the finished files to storage and makes them what viewers get. */
export async function storeAndPublish(
  work: Work,
  pictures: Pictures,
  { folder, packaged, subtitles }: Packaged,
  checked: CheckReport,
): Promise<void> {
  const { context, started, report, probe, ladder } = work
  await report.enter('publish')
  const stored = await storeVersion(started.prefix, [folder, pictures.folder], {
    signal: context.signal,
    onShare: (share) => report.advance('publish', share),
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
  if (await publishVersion(context, finished)) await stored.removeOthers()
  else await stored.remove()
}
