import Hls from 'hls.js'
import type { PlaybackDto } from '#server/domains/playback/schemas.ts'
import { chooseInitialSubtitles, firstSubtitle, sameLanguage } from './choose-subtitles.ts'
import { keepDevicePreferences, readDevicePreferences, type SubtitleStyle } from './device-preferences.ts'
import { HlsEngine, type EngineFailure } from './hls-engine.ts'
import { PlaybackKeeper } from './playback-keeper.ts'
import {
  initialState,
  speeds,
  stateAtStart,
  type AudioChoice,
  type PlayerClock,
  type PlayerFailure,
  type PlayerState,
} from './player-state.ts'
import { highestOf } from './preferred-quality.ts'
import { ProgressReporter, sendPendingReports } from './progress-reporter.ts'
import { toggleFullscreen, togglePictureInPicture } from './screen-modes.ts'
import { withPrefixOf } from './signed-prefix.ts'
import { startPosition } from './start-position.ts'
import { Store } from './store.ts'
import { watchVideo } from './watch-video.ts'

/** One film being played: owns the video element's source, tells its state, takes commands. */
export class PlayerController {
  readonly state = new Store<PlayerState>(initialState)
  readonly clock = new Store<PlayerClock>({ positionS: 0, bufferedS: 0 })
  readonly playback: PlaybackDto
  private readonly reporter: ProgressReporter
  private readonly onTracksChosen: (choice: { audio: string | null; subtitles: string | null }) => void
  private video: HTMLVideoElement | null = null
  private engine: HlsEngine | null = null
  private unwatch: (() => void)[] = []
  private readonly keeper: PlaybackKeeper
  private lastSubtitles: string | null = null
  private wantedAudio: string | null
  private signed: string

  constructor(
    playback: PlaybackDto,
    onTracksChosen: (choice: { audio: string | null; subtitles: string | null }) => void,
  ) {
    this.playback = playback
    this.signed = playback.hls
    this.wantedAudio = playback.tracks.audio
    this.onTracksChosen = onTracksChosen
    this.reporter = new ProgressReporter(playback.profileId, playback.assetId)
    this.keeper = new PlaybackKeeper(playback, {
      onGoOn: ({ hls }, isSameVersion) => this.goOn(hls, isSameVersion),
      onStop: (kind, detail) => this.stop(kind, detail),
      onFailure: (kind, detail) => this.fail({ kind, detail }),
    })
    this.state.set({
      durationS: playback.durationMs / 1000,
      heights: playback.heights.toSorted((a, b) => b - a),
      subtitles: chooseInitialSubtitles(playback),
    })
    this.clock.set({ positionS: playback.resume.positionMs / 1000 })
  }

  /** Starts the film in this element and gives the way to end it. */
  attach(video: HTMLVideoElement): () => void {
    this.video = video
    const { volume, muted, subtitleStyle } = readDevicePreferences()
    video.volume = volume
    video.muted = muted
    this.state.set({ ...stateAtStart, volume, muted, subtitleStyle })
    const startS = startPosition(this.playback, this.reporter.pending())
    this.clock.set({ positionS: startS })
    this.unwatch = [
      watchVideo(video, this),
      listen(window, 'pagehide', () => {
        this.reporter.leave(video.currentTime)
        this.keeper.leave()
      }),
      listen(window, 'pageshow', (event) => {
        // Back out of the browser's memory, where a page's timers stand still.
        if (event instanceof PageTransitionEvent && event.persisted) this.keeper.start()
      }),
      listen(document, 'visibilitychange', () => this.handleVisibility()),
      listen(document, 'fullscreenchange', () =>
        this.state.set({ fullscreen: document.fullscreenElement !== null }),
      ),
      listen(window, 'online', () => this.handleOnline()),
    ]
    this.open(video, startS)
    this.keeper.start()
    void sendPendingReports(this.playback.profileId)
    void this.play()
    return () => this.destroy()
  }

  destroy(): void {
    if (this.video) this.reporter.leave(this.video.currentTime)
    this.keeper.leave()
    for (const end of this.unwatch) end()
    this.unwatch = []
    this.engine?.destroy()
    this.engine = null
    this.video?.removeAttribute('src')
    this.video = null
  }

  async play(): Promise<void> {
    if (this.state.get().failure) return
    this.keeper.wake()
    try {
      await this.video?.play()
      this.state.set({ refused: false })
    } catch (error) {
      // The browser wants a touch before sound; the large play button asks for it.
      if (error instanceof DOMException && error.name === 'NotAllowedError') {
        this.state.set({ refused: true, waiting: false })
      }
    }
  }

  pause(): void {
    this.video?.pause()
  }

  togglePlay(): void {
    if (this.video?.paused) void this.play()
    else this.pause()
  }

  seekTo(positionS: number): void {
    if (!this.video) return
    const target = Math.min(Math.max(0, positionS), Math.max(0, this.state.get().durationS - 0.1))
    this.video.currentTime = target
    this.clock.set({ positionS: target })
    this.state.set({ ended: false })
  }

  seekBy(seconds: number): void {
    if (this.video) this.seekTo(this.video.currentTime + seconds)
  }

  setVolume(volume: number): void {
    if (!this.video) return
    this.video.volume = Math.min(1, Math.max(0, Math.round(volume * 100) / 100))
    this.video.muted = this.video.volume === 0
    keepDevicePreferences({ volume: this.video.volume, muted: this.video.muted })
  }

  toggleMute(): void {
    if (!this.video) return
    this.video.muted = !this.video.muted
    if (!this.video.muted && this.video.volume === 0) this.video.volume = 0.5
    keepDevicePreferences({ volume: this.video.volume, muted: this.video.muted })
  }

  setRate(rate: number): void {
    if (this.video) this.video.playbackRate = rate
  }

  stepRate(direction: 1 | -1): void {
    const { rate } = this.state.get()
    const faster = speeds.find((speed) => speed > rate)
    const slower = speeds.findLast((speed) => speed < rate)
    this.setRate((direction === 1 ? faster : slower) ?? rate)
  }

  chooseHeight(height: number | null): void {
    this.state.set({ chosenHeight: height })
    this.engine?.chooseHeight(height)
  }

  chooseAudio(id: number): void {
    this.engine?.chooseAudio(id)
    const key = this.state.get().audioChoices.find((choice) => choice.id === id)?.key ?? null
    this.wantedAudio = key
    this.onTracksChosen({ audio: key, subtitles: this.state.get().subtitles ?? 'off' })
  }

  chooseSubtitles(name: string | null): void {
    this.state.set({ subtitles: name })
    this.onTracksChosen({ audio: this.chosenAudioKey(), subtitles: name ?? 'off' })
  }

  setSubtitleStyle(subtitleStyle: SubtitleStyle): void {
    this.state.set({ subtitleStyle })
    keepDevicePreferences({ subtitleStyle })
  }

  /** Turns subtitles off, or back on with the last language, or the film's usual ones. */
  toggleSubtitles(): void {
    const { subtitles } = this.state.get()
    if (subtitles !== null) this.lastSubtitles = subtitles
    const back = this.lastSubtitles ?? firstSubtitle(this.playback.subtitleTracks)
    this.chooseSubtitles(subtitles === null ? back : null)
  }

  skipIntro(): void {
    const { intro } = this.playback
    const positionMs = this.clock.get().positionS * 1000
    if (intro && positionMs >= intro.startMs && positionMs < intro.endMs) this.seekTo(intro.endMs / 1000)
  }

  async togglePictureInPicture(): Promise<void> {
    if (this.video) await togglePictureInPicture(this.video)
  }

  async toggleFullscreen(): Promise<void> {
    if (this.video) await toggleFullscreen(this.video)
  }

  /** Gives an address of this film with the newest signature. */
  currentAddress(url: string): string {
    return withPrefixOf(url, this.signed)
  }

  /** Tries again from where it stopped, at a lower height if one is given. */
  retry(height?: number): void {
    const { failure } = this.state.get()
    if (!failure || !this.video) return
    this.state.set({ failure: null, waiting: true })
    if (height !== undefined) this.chooseHeight(height)
    if (failure.kind === 'sign-in' || failure.kind === 'right-ended') {
      location.reload()
      return
    }
    if (failure.kind === 'stopped-by-owner' || failure.kind === 'stopped-by-staff') {
      void this.keeper.reopen('asked').then(() => this.play())
      return
    }
    if (this.engine) this.engine.retry(failure.positionS)
    else this.open(this.video, failure.positionS)
    void this.play()
  }

  /** Called by the listeners on the video element. */
  handleTime(positionS: number): void {
    this.clock.set({ positionS })
    if (this.video && !this.video.paused && !this.video.seeking) this.reporter.tick(positionS)
  }

  handlePause(positionS: number): void {
    this.reporter.report(positionS)
  }

  /** hls.js deals with errors of its own; this is for players built into the browser. */
  handleVideoError(error: MediaError | null): void {
    if (this.engine || !error) return
    const kind = error.code === MediaError.MEDIA_ERR_NETWORK ? 'network' : 'media'
    this.fail({ kind, detail: `${error.code} · ${error.message}` })
  }

  fail(failure: EngineFailure | { kind: 'unsupported'; detail: string }): void {
    if (failure.kind === 'refused') {
      void this.keeper.reopen(failure.detail)
      return
    }
    const positionS = this.video?.currentTime || this.clock.get().positionS
    this.state.set({ failure: { ...failure, kind: failure.kind, positionS }, waiting: false })
    this.video?.pause()
  }

  private open(video: HTMLVideoElement, startS: number): void {
    if (Hls.isSupported()) {
      this.engine = new HlsEngine(
        video,
        {
          onLevels: (heights) => this.state.set({ heights }),
          onShownHeight: (shownHeight) => this.state.set({ shownHeight }),
          onAudio: (audioChoices, audioId) => this.handleAudio(audioChoices, audioId),
          onFailure: (failure) => this.fail(failure),
        },
        { url: this.signed, startS, highest: highestOf(this.playback.preferences.quality) },
      )
      const { chosenHeight } = this.state.get()
      if (chosenHeight !== null) this.engine.chooseHeight(chosenHeight)
    } else if (video.canPlayType('application/vnd.apple.mpegurl') !== '') {
      // Phones without Media Source Extensions play the manifest themselves.
      video.src = this.signed
      video.addEventListener('loadedmetadata', () => (video.currentTime = startS), { once: true })
    } else {
      this.fail({ kind: 'unsupported', detail: navigator.userAgent })
    }
  }

  private handleAudio(audioChoices: PlayerState['audioChoices'], audioId: number): void {
    const isFirst = this.state.get().audioChoices.length === 0
    this.state.set({ audioChoices, audioId })
    const wanted =
      audioChoices.find((choice) => choice.key === this.wantedAudio) ?? this.likedAudio(audioChoices)
    if (isFirst && wanted && wanted.id !== audioId) this.engine?.chooseAudio(wanted.id)
  }

  /** The sound in the language that the profile likes, unless another was chosen in this title. */
  private likedAudio(choices: readonly AudioChoice[]): AudioChoice | undefined {
    const { audioLanguage } = this.playback.preferences
    if (this.wantedAudio !== null || audioLanguage === null) return undefined
    return choices.find(({ language }) => sameLanguage(language, audioLanguage))
  }

  private chosenAudioKey(): string | null {
    const { audioChoices, audioId } = this.state.get()
    return audioChoices.find((choice) => choice.id === audioId)?.key ?? null
  }

  private handleVisibility(): void {
    if (document.visibilityState === 'hidden' && this.video) this.reporter.leave(this.video.currentTime)
    else this.keeper.wake()
  }

  private handleOnline(): void {
    void sendPendingReports(this.playback.profileId)
    if (this.state.get().failure?.kind === 'network') this.retry()
  }

  private stop(kind: PlayerFailure['kind'], detail: string): void {
    if (!this.video || this.state.get().failure) return
    this.engine?.stop()
    this.video.pause()
    this.state.set({ failure: { kind, positionS: this.video.currentTime, detail }, waiting: false })
  }

  private goOn(hls: string, isSameVersion: boolean): void {
    if (!this.video) return
    this.signed = hls
    if (!this.engine) this.open(this.video, this.video.currentTime)
    else if (isSameVersion) this.engine.renew(hls)
    else this.engine.replace(hls, this.video.currentTime)
  }
}

function listen(target: Window | Document, event: string, listener: (event: Event) => void): () => void {
  target.addEventListener(event, listener)
  return () => target.removeEventListener(event, listener)
}
