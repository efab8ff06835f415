const subtitleSizes = ['small', 'medium', 'large'] as const
const subtitleGrounds = ['none', 'soft', 'solid'] as const

export type SubtitleStyle = {
  size: (typeof subtitleSizes)[number]
  ground: (typeof subtitleGrounds)[number]
}
/** What this device keeps between films: how loud it plays and how subtitles look. */
export type DevicePreferences = { volume: number; muted: boolean; subtitleStyle: SubtitleStyle }

export const subtitleChoices = { sizes: subtitleSizes, grounds: subtitleGrounds }
export const usualSubtitleStyle: SubtitleStyle = { size: 'medium', ground: 'soft' }

const key = 'marquee.player'

/** Gives the kept preferences; anything damaged or forbidden falls back to the usual. */
export function readDevicePreferences(): DevicePreferences {
  const kept = readKept()
  const { volume, muted, subtitleStyle } = kept
  return {
    volume: typeof volume === 'number' && volume >= 0 && volume <= 1 ? volume : 1,
    muted: muted === true,
    subtitleStyle: {
      size: subtitleSizes.find((size) => size === subtitleStyle?.size) ?? usualSubtitleStyle.size,
      ground: subtitleGrounds.find((ground) => ground === subtitleStyle?.ground) ?? usualSubtitleStyle.ground,
    },
  }
}

/** Keeps preferences on this device; a browser that forbids it loses nothing but them. */
export function keepDevicePreferences(patch: Partial<DevicePreferences>): void {
  try {
    localStorage.setItem(key, JSON.stringify({ ...readDevicePreferences(), ...patch }))
  } catch {
    // Private windows may refuse storage.
  }
}

function readKept(): Partial<DevicePreferences> {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<DevicePreferences> | null) ?? {}
  } catch {
    return {}
  }
}
