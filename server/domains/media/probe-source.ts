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
  input: {
    sourceId: string
    file: string
    tools: Pick<MediaTools, 'probe' | 'lookForEnd' | 'checkWhole' | 'lookAtFields'>
  },
): Promise<MediaProbe> {
  authorizeMediaWrite(context)
  const { file, tools } = input
  const { signal } = context
  // Each is a process that takes longer to start than to read.
  const looks = [tools.probe(file, { signal }), tools.lookForEnd(file, { signal })] as const
  await Promise.allSettled(looks)
  const [told, foundEndMs] = await Promise.all(looks)
  checkLimits(told)
  const whole = tools.checkWhole({ file, probe: told, foundEndMs, signal })
  const seen = tools.lookAtFields({ file, probe: told, signal })
  await Promise.allSettled([whole, seen])
  const [, probe] = await Promise.all([whole, seen])
  await writeOf(context)((tx) => saveProbe(tx, input.sourceId, probe))
  return probe
}
