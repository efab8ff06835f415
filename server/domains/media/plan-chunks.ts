import type { Ladder, MediaProbe } from '../../platform/media-tools/port.ts'

/** One chunk to make: a stretch of the picture in frames of the ladder's rate, or all of the sound. */
export type PlannedChunk = { kind: 'video' | 'audio'; firstFrame: number; frames: number }

/**
 * What each round of chunks, one for every slot, takes of what is left: long ones first, for each is decoded from the key
 * frame before it, short ones last, so that none waits long for the others at the end.
 */
const ROUND_SHARE = 2 / 3
/** Shorter ones would cost more to begin than they bring, longer ones more to lose. */
const MIN_SECONDS = 8
const MAX_SECONDS = 60
/** A package's segments are two groups of pictures long. */
const GROUPS_PER_SEGMENT = 2
/** A picture that begins later or ends sooner than its film by more is left to one encode. */
const MAX_GAP_MS = 2000

/**
 * Cuts a film at multiples of its segments, the sound whole and first, into chunks for this many slots; null when it
 * is better encoded in one pass: shorter than `fromSeconds`, one slot alone, no more than one chunk, or a picture that
 * does not last as long as the film.
 */
export function planChunks(
  probe: MediaProbe,
  ladder: Ladder,
  { slots, fromSeconds }: { slots: number; fromSeconds: number },
): PlannedChunk[] | null {
  if (slots < 2 || probe.durationMs < fromSeconds * 1000 || !lastsAsLong(probe)) return null
  const total = countFrames(probe.durationMs, ladder)
  const { num, den } = ladder.frameRate
  const segment = ladder.gopFrames * GROUPS_PER_SEGMENT
  const inSegments = (frames: number): number => Math.max(1, Math.round(frames / segment)) * segment
  const longest = inSegments((MAX_SECONDS * num) / den)
  const shortest = inSegments((MIN_SECONDS * num) / den)
  const starts = [0]
  let from = 0
  while (total - from >= 2 * shortest) {
    const share = inSegments(((total - from) * ROUND_SHARE) / slots)
    const length = Math.min(longest, Math.max(shortest, share))
    const round = Array.from({ length: slots }, (_, slot) => from + (slot + 1) * length)
    starts.push(...round.filter((cut) => total - cut >= shortest))
    from = starts.at(-1) ?? total
  }
  if (starts.length < 2) return null
  const video = starts.map((firstFrame, index): PlannedChunk => {
    return { kind: 'video', firstFrame, frames: (starts[index + 1] ?? total) - firstFrame }
  })
  return ladder.audio.length > 0 ? [{ kind: 'audio', firstFrame: 0, frames: 0 }, ...video] : video
}

/** How many frames of the ladder's rate a film has, as ffmpeg rounds its length. */
export function countFrames(
  durationMs: number,
  { frameRate: { num, den } }: Pick<Ladder, 'frameRate'>,
): number {
  return Math.max(1, Math.round((durationMs * num) / (den * 1000)))
}

function lastsAsLong({ video, durationMs }: MediaProbe): boolean {
  if (!video) return false
  const endMs = video.durationMs === null ? durationMs : video.startMs + video.durationMs
  return video.startMs <= MAX_GAP_MS && durationMs - endMs <= MAX_GAP_MS
}
