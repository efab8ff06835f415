import { usualSubtitleStyle, type SubtitleStyle } from './device-preferences.ts'

/** Why playing stopped, by what the viewer can do about it. */
export type PlayerFailure = {
  kind:
    | 'network'
    | 'media'
    | 'gone'
    | 'sign-in'
    | 'unsupported'
    | 'stopped-by-owner'
    | 'stopped-by-staff'
    | 'right-ended'
  /** Where the film stood; Retry goes on from here. */
  positionS: number
  /** For support, folded away. */
  detail: string
}

export type AudioChoice = {
  id: number
  language: string
  /** As `PlaybackDto.audioTracks` names it. */
  name: string
  channels: number
  /** The same in every film of a series: a choice is remembered by it. */
  key: string
}

export type PlayerState = {
  /** False until the first frame can be shown. */
  ready: boolean
  /** True once it has played in this page. */
  started: boolean
  paused: boolean
  /** Wants to play and has nothing to show. */
  waiting: boolean
  seeking: boolean
  ended: boolean
  /** The browser refused to begin with sound before the viewer touched the page. */
  refused: boolean
  durationS: number
  volume: number
  muted: boolean
  rate: number
  /** Picture heights on offer, best first. */
  heights: number[]
  /** Null is automatic. */
  chosenHeight: number | null
  shownHeight: number | null
  audioChoices: AudioChoice[]
  audioId: number
  /** Name of the subtitle track that was chosen, null is off. */
  subtitles: string | null
  subtitleStyle: SubtitleStyle
  pictureInPicture: boolean
  fullscreen: boolean
  failure: PlayerFailure | null
}

export type PlayerClock = {
  positionS: number
  bufferedS: number
}

export const initialState: PlayerState = {
  ready: false,
  started: false,
  paused: true,
  waiting: true,
  seeking: false,
  ended: false,
  refused: false,
  durationS: 0,
  volume: 1,
  muted: false,
  rate: 1,
  heights: [],
  chosenHeight: null,
  shownHeight: null,
  audioChoices: [],
  audioId: -1,
  subtitles: null,
  subtitleStyle: usualSubtitleStyle,
  pictureInPicture: false,
  fullscreen: false,
  failure: null,
}

/** What begins anew whenever the film is started in its element, also on a page that was left and comes back. */
export const stateAtStart = {
  ready: false,
  started: false,
  paused: true,
  waiting: true,
  seeking: false,
  ended: false,
  refused: false,
  audioChoices: [],
  audioId: -1,
  failure: null,
} satisfies Partial<PlayerState>

export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const
