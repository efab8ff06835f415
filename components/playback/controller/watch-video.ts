import type { PlayerClock, PlayerState } from './player-state.ts'
import type { Store } from './store.ts'

type VideoOwner = {
  state: Store<PlayerState>
  clock: Store<PlayerClock>
  handleTime: (positionS: number) => void
  handlePause: (positionS: number) => void
  handleVideoError: (error: MediaError | null) => void
}

/** Carries the video element's events into the controller's stores; gives the way to stop. */
export function watchVideo(video: HTMLVideoElement, owner: VideoOwner): () => void {
  const { state, clock } = owner
  const listeners: Partial<Record<keyof HTMLVideoElementEventMap, () => void>> = {
    loadeddata: () => state.set({ ready: true, waiting: false }),
    durationchange: () => {
      if (Number.isFinite(video.duration) && video.duration > 0) state.set({ durationS: video.duration })
    },
    play: () => state.set({ paused: false, ended: false }),
    playing: () => state.set({ started: true, waiting: false, refused: false, paused: false }),
    pause: () => {
      state.set({ paused: true })
      owner.handlePause(video.currentTime)
    },
    waiting: () => state.set({ waiting: true }),
    canplay: () => state.set({ waiting: false }),
    seeking: () => state.set({ seeking: true }),
    seeked: () => {
      state.set({ seeking: false })
      owner.handleTime(video.currentTime)
    },
    timeupdate: () => owner.handleTime(video.currentTime),
    progress: () => clock.set({ bufferedS: bufferedUntil(video) }),
    volumechange: () => state.set({ volume: video.volume, muted: video.muted }),
    ratechange: () => state.set({ rate: video.playbackRate }),
    resize: () => state.set({ shownHeight: Math.min(video.videoWidth, video.videoHeight) || null }),
    ended: () => {
      state.set({ ended: true, paused: true })
      owner.handlePause(video.duration)
    },
    error: () => owner.handleVideoError(video.error),
    enterpictureinpicture: () => state.set({ pictureInPicture: true }),
    leavepictureinpicture: () => state.set({ pictureInPicture: false }),
  }
  const entries = Object.entries(listeners)
  for (const [event, listener] of entries) video.addEventListener(event, listener)
  return () => {
    for (const [event, listener] of entries) video.removeEventListener(event, listener)
  }
}

function bufferedUntil(video: HTMLVideoElement): number {
  const { buffered, currentTime } = video
  for (let index = 0; index < buffered.length; index += 1) {
    if (buffered.start(index) <= currentTime + 0.25 && currentTime <= buffered.end(index)) {
      return buffered.end(index)
    }
  }
  return currentTime
}
