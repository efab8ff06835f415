import { encodeFailed } from '#server/domains/media/index.ts'
import { mediaTools, type CheckReport, type SampledSource } from '#server/platform/media-tools/index.ts'
import type { Packaged } from './package-tracks.ts'
import type { Work } from './work.ts'

/** Refuses a package that is not what was planned or does not look like its source. */
export async function checkPackage(
  { context, report, probe, ladder }: Work,
  { folder, packaged, subtitles }: Packaged,
  sampled: SampledSource,
): Promise<CheckReport> {
  await report.enter('check')
  const checked = await mediaTools().check({
    sampled,
    probe,
    ladder,
    packageDir: folder,
    packaged,
    subtitles,
    signal: context.signal,
  })
  for (const finding of checked.findings) context.log.warn(finding, 'the check of a version found something')
  if (checked.ok) return checked
  const refused = checked.findings.filter((finding) => finding.severity === 'refuse')
  const detail = refused
    .map((finding) => [finding.track, finding.detail].filter(Boolean).join(': '))
    .join('; ')
  // As the plan was made from what the file says of itself, a film that is shorter is the file's fault.
  const code = refused.some((finding) => finding.code === 'duration-mismatch') ? 'cut-short' : 'check-refused'
  throw encodeFailed({ code, detail }, false, null)
}
