import type { AudioPlan, ExtractedSubtitle, Ladder } from '../port.ts'
import { nameTracks, subtitleCharacteristics } from './track-names.ts'

/**
 * Sound in two groups, as Apple's authoring guide asks: every track in stereo, and, where the film has any, all of
 * them again with 5.1 in place of stereo. A variant names one group, so that no device is given channels it can't play.
 */
const STEREO_GROUP = 'audio'
export const SURROUND_GROUP = 'surround'
export const TEXT_GROUP = 'text'

/** The plans of each group of sound, in the film's order; the second group is not there when nothing is 5.1. */
export function groupAudio(audio: readonly AudioPlan[]): { id: string; plans: AudioPlan[] }[] {
  const stereo = audio.filter((plan) => !isSurround(plan))
  if (stereo.length === audio.length) return audio.length > 0 ? [{ id: STEREO_GROUP, plans: stereo }] : []
  const plans = stereo.map(
    (plan) =>
      audio.find((other) => isSurround(other) && other.sourceStreamIndex === plan.sourceStreamIndex) ?? plan,
  )
  return [
    { id: STEREO_GROUP, plans: stereo },
    { id: SURROUND_GROUP, plans },
  ]
}

/** The group that a track belongs to by itself. */
export function audioGroupOf(plan: AudioPlan): string {
  return isSurround(plan) ? SURROUND_GROUP : STEREO_GROUP
}

/** All `EXT-X-MEDIA` lines of a master playlist (RFC 8216, 4.3.4.1). */
export function writeRenditions(ladder: Ladder, subtitles: readonly ExtractedSubtitle[]): string[] {
  const lines: string[] = []
  for (const { id, plans } of groupAudio(ladder.audio)) {
    const names = nameTracks(plans)
    const main = plans.find((plan) => isDefaultSource(plan, ladder)) ?? plans[0]
    plans.forEach((plan, index) =>
      lines.push(writeAudio(plan, { id, name: names[index] ?? plan.name, isDefault: plan === main })),
    )
  }
  const names = nameTracks(subtitles)
  const shown = chooseShownSubtitle(ladder, subtitles)
  subtitles.forEach((track, index) =>
    lines.push(writeSubtitle(track, { name: names[index] ?? track.name, isDefault: track === shown })),
  )
  return lines
}

// A subtitle that the file calls its default is shown from the start, but not to whoever hears that language anyway.
function chooseShownSubtitle(
  ladder: Ladder,
  subtitles: readonly ExtractedSubtitle[],
): ExtractedSubtitle | undefined {
  const heard = (ladder.audio.find((plan) => plan.isDefault) ?? ladder.audio[0])?.language
  return subtitles.find((track) => track.isDefault && !track.forced && track.language !== heard)
}

function isDefaultSource({ sourceStreamIndex }: AudioPlan, { audio }: Ladder): boolean {
  return audio.some((plan) => plan.isDefault && plan.sourceStreamIndex === sourceStreamIndex)
}

function isSurround({ channels }: AudioPlan): boolean {
  return channels > 2
}

type Shown = { name: string; isDefault: boolean }

function writeAudio(plan: AudioPlan, { id, name, isDefault }: Shown & { id: string }): string {
  const isComment = plan.flags.includes('commentary')
  return writeMedia([
    ['TYPE', 'AUDIO'],
    ['URI', quote(`${plan.name}.m3u8`)],
    ['GROUP-ID', quote(id)],
    ['LANGUAGE', quote(plan.language)],
    ['NAME', quote(name)],
    ['DEFAULT', yesNo(isDefault)],
    ['AUTOSELECT', yesNo(isDefault || !isComment)],
    ...(plan.flags.includes('visual-impaired')
      ? [['CHARACTERISTICS', quote('public.accessibility.describes-video')] as const]
      : []),
    ['CHANNELS', quote(String(plan.channels))],
  ])
}

function writeSubtitle(track: ExtractedSubtitle, { name, isDefault }: Shown): string {
  const characteristics = subtitleCharacteristics(track)
  return writeMedia([
    ['TYPE', 'SUBTITLES'],
    ['URI', quote(`${track.name}.m3u8`)],
    ['GROUP-ID', quote(TEXT_GROUP)],
    ['LANGUAGE', quote(track.language)],
    ['NAME', quote(name)],
    ['DEFAULT', yesNo(isDefault)],
    ['AUTOSELECT', 'YES'],
    ['FORCED', yesNo(track.forced)],
    ...(characteristics ? [['CHARACTERISTICS', quote(characteristics)] as const] : []),
  ])
}

function writeMedia(attributes: readonly (readonly [string, string])[]): string {
  return `#EXT-X-MEDIA:${attributes.map((pair) => pair.join('=')).join(',')}`
}

function quote(value: string): string {
  return `"${value}"`
}

function yesNo(value: boolean): 'YES' | 'NO' {
  return value ? 'YES' : 'NO'
}
