import Hls from 'hls.js'
import type { PlaybackDto } from '#server/domains/playback/schemas.ts'
import { chooseInitialSubtitles } from './choose-subtitles.ts'
import { ChosenTracks, type TrackChoice } from './chosen-tracks.ts'
import { keepDevicePreferences, readDevicePreferences, type SubtitleStyle } from './device-preferences.ts'
import { HlsEngine, type EngineFailure } from './hls-engine.ts'
import { PlaybackKeeper } from './playback-keeper.ts'
import {
  initialState,
  speeds,
  stateAtStart,
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
import { watchPage } from './watch-page.ts'
import { watchVideo } from './watch-video.ts'

/** One film being played: owns the video element's source, tells its state, takes commands. */
export class PlayerController {
  readonly state = new Store<PlayerState>(initialState)
  readonly clock = new Store<PlayerClock>({ positionS: 0, bufferedS: 0 })
  readonly playback: PlaybackDto
  readonly tracks: ChosenTracks
  private readonly reporter: ProgressReporter
  private video: HTMLVideoElement | null = null
  private engine: HlsEngine | null = null
  private unwatch: (() => void)[] = []
  private readonly keeper: PlaybackKeeper
  private signed: string

  constructor(playback: PlaybackDto, onTracksChosen: (choice: TrackChoice) => void) {
    this.playback = playback
    this.signed = playback.hls
    this.tracks = new ChosenTracks(playback, {
      state: this.state,
      playSound: (id) => this.engine?.chooseAudio(id),
      onChosen: onTracksChosen,
    })
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
      watchPage({
        handleLeave: () => {
          this.reporter.leave(video.currentTime)
          this.keeper.leave()
        },
        handleReturn: () => this.keeper.start(),
        handleVisibility: () => this.handleVisibility(),
        handleFullscreen: () => this.state.set({ fullscreen: document.fullscreenElement !== null }),
        handleOnline: () => this.handleOnline(),
      }),
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

  setSubtitleStyle(subtitleStyle: SubtitleStyle): void {
    this.state.set({ subtitleStyle })
    keepDevicePreferences({ subtitleStyle })
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
          onAudio: (audioChoices, audioId) => this.tracks.offerSounds(audioChoices, audioId),
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
