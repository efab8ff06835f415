import type { MediaProbe, MediaTools } from '../../platform/media-tools/port.ts'
import { saveProbe } from './asset.repository.ts'
import { checkLimits } from './check-limits.ts'
import { authorizeMediaWrite, writeOf, type WritingContext } from './policy.ts'

/**
 * Reads what a source holds and keeps it. Throws with the reason for an admin when it is no film, has no picture
 * or duration, ends before its declared length, lasts longer than 12 hours or is larger than 8192 pixels a side.
 */
export async function probeSource(
  context: WritingContext & { signal?: AbortSignal },
  input: { sourceId: string; file: string; tools: Pick<MediaTools, 'probe' | 'checkWhole'> },
): Promise<MediaProbe> {
  authorizeMediaWrite(context)
  const probe = await input.tools.probe(input.file, { signal: context.signal })
  checkLimits(probe)
  await input.tools.checkWhole({ file: input.file, probe, signal: context.signal })
  await writeOf(context)((tx) => saveProbe(tx, input.sourceId, probe))
  return probe
}
