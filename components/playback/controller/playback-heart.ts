import {
  heartbeatDtoSchema,
  heartbeatEveryMs,
  playbackEndedMessageSchema,
  type PlaybackDto,
  type PlaybackEndReason,
} from '#server/domains/playback/schemas.ts'

type HeartEvents = {
  onEnded: (reason: PlaybackEndReason) => void
  onSignedOut: () => void
}

/** The socket's code waits until the film has its first seconds. */
const listenAfterMs = 3000

/**
 * Says each twenty seconds that this player plays still, which renews the cookie that its segments are fetched with, and
 * hears when its playback session ends: by the socket at once, else by the next heartbeat.
 */
export class PlaybackHeart {
  private id: string
  private readonly accountId: string
  private readonly events: HeartEvents
  private timer: ReturnType<typeof setInterval> | undefined
  private listenTimer: ReturnType<typeof setTimeout> | undefined
  private beatenAt = -Infinity
  private unlisten: (() => void) | null = null
  private stopped = false

  constructor(playback: Pick<PlaybackDto, 'playbackSessionId' | 'accountId'>, events: HeartEvents) {
    this.id = playback.playbackSessionId
    this.accountId = playback.accountId
    this.events = events
  }

  start(): void {
    this.stopped = false
    void this.beat()
    this.timer = setInterval(() => void this.beat(), heartbeatEveryMs)
    this.listenTimer = setTimeout(() => void this.listen(), listenAfterMs)
  }

  /** Goes on with another playback session. */
  goOn(playbackSessionId: string): void {
    this.id = playbackSessionId
    // The page was left while it was being opened.
    if (this.stopped) this.sendEnd()
    else void this.beat()
  }

  /** Beats now unless it just has: timers of hidden pages and sleeping machines come late. */
  wake(): void {
    if (performance.now() - this.beatenAt > heartbeatEveryMs) void this.beat()
  }

  /** The player leaves; its place in the household is free at once. */
  leave(): void {
    this.stopped = true
    clearInterval(this.timer)
    clearTimeout(this.listenTimer)
    this.unlisten?.()
    this.unlisten = null
    this.sendEnd()
  }

  private sendEnd(): void {
    navigator.sendBeacon(`/api/playback/sessions/${this.id}/end`)
  }

  private async beat(): Promise<void> {
    const { id } = this
    this.beatenAt = performance.now()
    try {
      const response = await fetch(`/api/playback/sessions/${id}/heartbeat`, { method: 'POST' })
      if (this.stopped || id !== this.id) return
      if (response.status === 401) this.events.onSignedOut()
      // It is of another sign-in: this page was opened before somebody signed in anew.
      if (response.status === 404) this.events.onEnded('left')
      if (!response.ok) return
      const heartbeat = heartbeatDtoSchema.parse(await response.json())
      if (heartbeat.state === 'ended') this.events.onEnded(heartbeat.reason)
    } catch {
      // Without a network the film plays what it has; the next beat may get through.
    }
  }

  private async listen(): Promise<void> {
    const { listenLive } = await import('#components/live/live-socket.ts')
    if (this.stopped) return
    this.unlisten = listenLive({
      room: `account:${this.accountId}`,
      name: 'playback.ended',
      onMessage: (payload) => {
        const ended = playbackEndedMessageSchema.safeParse(payload)
        if (ended.success && ended.data.playbackSessionId === this.id) this.events.onEnded(ended.data.reason)
      },
      onReconnect: () => void this.beat(),
      onStatus: (status) => {
        // The socket of a sign-in that has ended is closed.
        if (status === 'offline' && this.unlisten) void this.beat()
      },
    })
  }
}
