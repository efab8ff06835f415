import type { PlaybackDto, PlaybackEndReason } from '#server/domains/playback/schemas.ts'
import { openPlayback } from './open-playback.ts'
import { PlaybackHeart } from './playback-heart.ts'
import type { PlayerFailure } from './player-state.ts'

type KeeperEvents = {
  /** Another playback session took over, perhaps of another version. */
  onGoOn: (playback: PlaybackDto, isSameVersion: boolean) => void
  /** Playing is over here; nothing more may be fetched. */
  onStop: (kind: PlayerFailure['kind'], detail: string) => void
  /** It could not be kept up; trying again may help. */
  onFailure: (kind: 'gone' | 'network', detail: string) => void
}

/** New addresses that are refused at once will not get better by asking again. */
const reopenEveryMs = 10_000

/** Keeps a player's playback session: its heart, and another session where it fell silent or was left by mistake. */
export class PlaybackKeeper {
  private readonly assetId: string
  private versionId: string
  private readonly events: KeeperEvents
  private readonly heart: PlaybackHeart
  private reopening: Promise<void> | null = null
  private reopenedAt = -Infinity

  constructor(playback: PlaybackDto, events: KeeperEvents) {
    this.assetId = playback.assetId
    this.versionId = playback.versionId
    this.events = events
    this.heart = new PlaybackHeart(playback, {
      onEnded: (reason) => this.handleEnded(reason),
      onSignedOut: () => events.onStop('sign-in', 'signed out'),
    })
  }

  start(): void {
    this.heart.start()
  }

  /** Timers of hidden pages and sleeping machines come late. */
  wake(): void {
    this.heart.wake()
  }

  leave(): void {
    this.heart.leave()
  }

  /** Gets a playback session to go on with; several failed segments ask for it once. */
  reopen(why: string): Promise<void> {
    this.reopening ??= this.reopenOnce(why).finally(() => {
      this.reopening = null
    })
    return this.reopening
  }

  private handleEnded(reason: PlaybackEndReason): void {
    switch (reason) {
      case 'left':
      case 'silent':
        void this.reopen(reason)
        return
      case 'session-ended':
        this.events.onStop('sign-in', reason)
        return
      case 'stopped-by-owner':
      case 'stopped-by-staff':
      case 'right-ended':
        this.events.onStop(reason, reason)
    }
  }

  private async reopenOnce(why: string): Promise<void> {
    if (why !== 'asked' && performance.now() - this.reopenedAt < reopenEveryMs) {
      this.events.onFailure('network', why)
      return
    }
    this.reopenedAt = performance.now()
    const opened = await openPlayback({ assetId: this.assetId, versionId: this.versionId })
    switch (opened.outcome) {
      case 'opened': {
        const { versionId, playbackSessionId } = opened.playback
        this.events.onGoOn(opened.playback, versionId === this.versionId)
        this.versionId = versionId
        this.heart.goOn(playbackSessionId)
        return
      }
      case 'refused':
        // The page tells why, and what can be done.
        location.reload()
        return
      case 'sign-in':
        this.events.onStop('sign-in', why)
        return
      case 'gone':
      case 'network':
        this.reopenedAt = -Infinity
        this.events.onFailure(opened.outcome, why)
    }
  }
}
