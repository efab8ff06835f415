import Hls, { ErrorDetails, ErrorTypes, Events, type ErrorData, type Level, type MediaPlaylist } from 'hls.js'
import { chooseStartLevel, loadPolicies, LoadPatience } from './hls-loading.ts'
import { mergeSoundGroups } from './merge-sound-groups.ts'
import { withPrefixOf } from './signed-prefix.ts'
import type { AudioChoice } from './player-state.ts'
import { cappedLevel } from './preferred-quality.ts'
import { nominalHeight } from './nominal-height.ts'

export type EngineFailure = { kind: 'network' | 'media' | 'gone' | 'refused'; detail: string }

export type EngineEvents = {
  onLevels: (heights: number[]) => void
  onShownHeight: (height: number | null) => void
  onAudio: (choices: AudioChoice[], chosen: number) => void
  onFailure: (failure: EngineFailure) => void
}

/** A switch without a gap waits for the next segment; when it has not come after this long, buffers are dropped. */
const gaplessSwitchMs = 2500
const mediaRecoveryWindowMs = 10_000
const tryAgainAfterMs = 1000

/** hls.js for one film: qualities by height, sound tracks, and renewal of signed addresses. */
export class HlsEngine {
  private readonly hls: Hls
  private readonly video: HTMLVideoElement
  private readonly events: EngineEvents
  private readonly startS: number
  /** What the profile wants at most, in lines, while no height is chosen. */
  private readonly highest: number | null
  private signed: string
  private chosenHeight: number | null = null
  private switchTimer: ReturnType<typeof setTimeout> | undefined
  private recoveredAt = -Infinity
  private readonly patience = new LoadPatience()
  private tryTimer: ReturnType<typeof setTimeout> | undefined

  constructor(
    video: HTMLVideoElement,
    events: EngineEvents,
    source: { url: string; startS: number; highest: number | null },
  ) {
    this.video = video
    this.events = events
    this.signed = source.url
    this.startS = source.startS
    this.highest = source.highest
    this.hls = new Hls({
      testBandwidth: false,
      ...loadPolicies,
      // Packages are CMAF: nothing to transmux, and a worker only costs time before the first frame.
      enableWorker: false,
      backBufferLength: 30,
      maxBufferLength: 30,
      // It would raise the profile's own limit again.
      capLevelToPlayerSize: source.highest === null,
      startPosition: source.startS > 0 ? source.startS : -1,
      // Subtitles are whole files that the page shows itself, clear of its controls.
      enableWebVTT: false,
      subtitleTrackController: undefined,
      subtitleStreamController: undefined,
      xhrSetup: (xhr, url) => xhr.open('GET', withPrefixOf(url, this.signed), true),
    })
    this.listen()
    this.hls.loadSource(source.url)
    this.hls.attachMedia(video)
  }

  /** Goes on with newly signed addresses. */
  renew(url: string): void {
    this.signed = url
    this.loadAgain()
  }

  /** Fetches nothing more. */
  stop(): void {
    clearTimeout(this.tryTimer)
    this.hls.stopLoad()
  }

  /** Goes on at a moment with another version of the film, when the one it played is there no more. */
  replace(url: string, positionS: number): void {
    clearTimeout(this.tryTimer)
    this.signed = url
    this.hls.config.startPosition = positionS
    this.hls.loadSource(url)
  }

  /** Starts loading again from a moment, after an error. */
  retry(positionS: number): void {
    clearTimeout(this.tryTimer)
    this.patience.renew()
    if (this.hls.levels.length === 0) {
      this.hls.loadSource(this.signed)
      return
    }
    this.hls.recoverMediaError()
    this.hls.startLoad(positionS)
    this.video.currentTime = positionS
  }

  /** Keeps to one height; null lets the measured bandwidth decide. */
  chooseHeight(height: number | null): void {
    clearTimeout(this.switchTimer)
    this.chosenHeight = height
    const index = height === null ? -1 : levelOfHeight(this.hls.levels, height)
    if (index === -1) {
      this.hls.nextLevel = -1
      return
    }
    if (this.video.paused) {
      this.hls.currentLevel = index
      return
    }
    this.hls.nextLevel = index
    this.switchTimer = setTimeout(() => {
      if (nominalHeight(videoSize(this.video)) !== height) this.hls.currentLevel = index
    }, gaplessSwitchMs)
  }

  chooseAudio(id: number): void {
    this.hls.audioTrack = id
  }

  destroy(): void {
    clearTimeout(this.switchTimer)
    clearTimeout(this.tryTimer)
    this.hls.destroy()
  }

  private listen(): void {
    const { hls } = this
    hls.on(Events.MANIFEST_PARSED, () => {
      mergeSoundGroups(hls)
      const heights = [...new Set(hls.levels.map(nominalHeight))].filter((height) => height > 0)
      this.events.onLevels(heights.toSorted((a, b) => b - a))
      const capped = cappedLevel(hls.levels.map(nominalHeight), this.highest)
      hls.autoLevelCapping = capped
      const start = chooseStartLevel(hls.levels)
      hls.startLevel = capped === -1 ? start : Math.min(start, capped)
      if (this.chosenHeight !== null) hls.currentLevel = levelOfHeight(hls.levels, this.chosenHeight)
    })
    hls.on(Events.FRAG_BUFFERED, () => this.patience.renew())
    hls.on(Events.LEVEL_SWITCHED, (_, { level }) => {
      const shown = hls.levels[level]
      this.events.onShownHeight(shown ? nominalHeight(shown) : null)
    })
    const onAudio = () => this.events.onAudio(listAudioChoices(hls.audioTracks), hls.audioTrack)
    hls.on(Events.AUDIO_TRACKS_UPDATED, onAudio)
    hls.on(Events.AUDIO_TRACK_SWITCHED, onAudio)
    hls.on(Events.ERROR, (_, data) => this.handleError(data))
  }

  private handleError(data: ErrorData): void {
    const status = data.response?.code
    const detail = [data.details, status, data.error.message].filter(Boolean).join(' · ')
    if (status === 403 || status === 401) {
      clearTimeout(this.tryTimer)
      this.hls.stopLoad()
      this.events.onFailure({ kind: 'refused', detail })
      return
    }
    const isNetwork = data.type === ErrorTypes.NETWORK_ERROR
    if (isNetwork) this.patience.note(bufferedAhead(this.video), performance.now())
    if (!data.fatal) return
    if (data.type === ErrorTypes.MEDIA_ERROR && this.mayRecoverMedia()) {
      this.hls.recoverMediaError()
      return
    }
    this.hls.stopLoad()
    if (isNetwork && mayPass(status) && !this.patience.isOver(performance.now())) {
      clearTimeout(this.tryTimer)
      this.tryTimer = setTimeout(() => this.loadAgain(), tryAgainAfterMs)
      return
    }
    const isGone = isNetwork && status === 404 && data.details === ErrorDetails.MANIFEST_LOAD_ERROR
    this.events.onFailure({ kind: isGone ? 'gone' : isNetwork ? 'network' : 'media', detail })
  }

  private loadAgain(): void {
    clearTimeout(this.tryTimer)
    if (this.hls.levels.length === 0) this.hls.loadSource(this.signed)
    // Before the first frame the element still stands at 0.
    else this.hls.startLoad(this.video.readyState === 0 ? this.startS : this.video.currentTime)
  }

  /** Once in ten seconds: a film that breaks again at once is broken. */
  private mayRecoverMedia(): boolean {
    const now = performance.now()
    if (now - this.recoveredAt < mediaRecoveryWindowMs) return false
    this.recoveredAt = now
    return true
  }
}

/** Without an answer, or with a server that stumbles, another try may do; a 404 stays one. */
function mayPass(status: number | undefined): boolean {
  return !status || status >= 500
}

function bufferedAhead({ buffered, currentTime }: HTMLVideoElement): number {
  for (let index = 0; index < buffered.length; index += 1) {
    const end = buffered.end(index)
    if (buffered.start(index) <= currentTime + 0.25 && currentTime <= end) return end - currentTime
  }
  return 0
}

function levelOfHeight(levels: Level[], height: number): number {
  return levels.findIndex((level) => nominalHeight(level) === height)
}

function videoSize({ videoWidth, videoHeight }: HTMLVideoElement): { width: number; height: number } {
  return { width: videoWidth, height: videoHeight }
}

/** One choice a track: what has no 5.1 is listed in both groups of sound. */
function listAudioChoices(tracks: readonly MediaPlaylist[]): AudioChoice[] {
  const choices = tracks.map(toAudioChoice)
  return choices.filter((choice, index) => choices.findIndex((other) => other.name === choice.name) === index)
}

function toAudioChoice(track: MediaPlaylist): AudioChoice {
  const channels = Number.parseInt(track.channels ?? '2', 10) || 2
  const name = /([^/]+)\.m3u8/.exec(new URL(track.url, location.href).pathname)?.[1] ?? track.name
  const key = channels >= 6 ? `${track.name} 5.1` : track.name
  return { id: track.id, language: track.lang ?? 'und', name, channels, key }
}
