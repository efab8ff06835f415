import type { AudioPlan, MediaProbe } from '../port.ts'

/** The filter chain from a source's sound to the label `[a<index>]`: from the file's zero, as long as the film. */
export function audioFilter(audio: AudioPlan, index: number, probe: MediaProbe): string {
  const layout = audio.channels === 6 ? '5.1' : audio.channels === 1 ? 'mono' : 'stereo'
  const whole = (probe.durationMs / 1000).toFixed(3)
  return `[0:${audio.sourceStreamIndex}]aresample=48000:async=1:first_pts=0,aformat=channel_layouts=${layout},apad=whole_dur=${whole}[a${index}]`
}

/** Encoder settings of one sound track. */
export function aacArguments(audio: AudioPlan): string[] {
  return ['-c:a', 'aac', '-b:a', String(audio.bitrate), '-ac', String(audio.channels)]
}
