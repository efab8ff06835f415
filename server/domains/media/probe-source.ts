import { MediaToolError } from '../../platform/media-tools/errors.ts'
import type { MediaProbe, MediaTools } from '../../platform/media-tools/port.ts'
import { saveProbe } from './asset.repository.ts'
import { encodeFailed } from './errors.ts'
import { authorizeMediaWrite, writeOf, type WritingContext } from './policy.ts'

const MAX_DURATION_MS = 12 * 60 * 60 * 1000
const MAX_SIDE = 8192

/**
 * Reads what a source holds and keeps it. Throws with the reason for an admin when it is no film, has no picture
 * or duration, lasts longer than 12 hours or is larger than 8192 pixels a side.
 */
export async function probeSource(
  context: WritingContext & { signal?: AbortSignal },
  input: { sourceId: string; file: string; tools: Pick<MediaTools, 'probe'> },
): Promise<MediaProbe> {
  authorizeMediaWrite(context)
  const probe = await input.tools.probe(input.file, { signal: context.signal })
  checkLimits(probe)
  await writeOf(context)((tx) => saveProbe(tx, input.sourceId, probe))
  return probe
}

/** Throws for what Marquee does not encode. */
export function checkLimits(probe: MediaProbe): void {
  const { video, durationMs } = probe
  if (!video || video.width < 16 || video.height < 16)
    throw new MediaToolError('no-video', 'The file has no picture.')
  if (durationMs <= 0) throw new MediaToolError('no-duration', 'The film does not say how long it is.')
  if (durationMs > MAX_DURATION_MS) {
    throw encodeFailed(
      { code: 'too-long', detail: `The film lasts ${Math.round(durationMs / 3_600_000)} hours.` },
      false,
      null,
    )
  }
  if (Math.max(video.codedWidth, video.codedHeight) > MAX_SIDE) {
    const detail = `The picture has ${video.codedWidth}x${video.codedHeight} pixels.`
    throw encodeFailed({ code: 'too-large', detail }, false, null)
  }
  // Its picture is kept in colours of Dolby's own: shown as they are, faces would be green.
  if (video.color.dolbyVisionProfile === 5) {
    const detail = 'The picture is Dolby Vision profile 5, which holds no other picture.'
    throw encodeFailed({ code: 'dolby-vision-only', detail }, false, null)
  }
}
