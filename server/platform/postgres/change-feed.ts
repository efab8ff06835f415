import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { env } from '../env/env.ts'
import { log } from '../log/log.ts'

/** What was told longer ago than this has been heard, or else the feed says that it is not current. */
const currentMs = 1500
const beatMs = 500
/** Nobody has asked for this long: the feed rests. */
const restsAfterMs = 60_000
/** Nothing heard for this long although it beats: the connection is opened anew. */
const deafMs = 5000

const feeds = new Set<ChangeFeed>()

/**
 * Hears which subjects of a channel have changed, in whichever process. PostgreSQL delivers in the order of commits, so
 * a word of its own that comes back proves that all told before it was heard: `isCurrent` says whether that is less than
 * two seconds ago. `onChange` is given null where anything may have changed unheard. Asleep until it is asked.
 */
export class ChangeFeed {
  private readonly channel: string
  private readonly onChange: (subject: string | null) => void
  private readonly own = `beat:${randomUUID()}:`
  private client: postgres.Sql | undefined
  private timer: NodeJS.Timeout | undefined
  private sentAt = new Map<string, number>()
  private beats = 0
  private heardUntil = Number.NEGATIVE_INFINITY
  private askedAt = 0
  private openedAt = 0

  constructor(channel: string, onChange: (subject: string | null) => void) {
    this.channel = channel
    this.onChange = onChange
  }

  /** Tells whether every change that was told two seconds ago has been heard, and keeps the feed awake. */
  isCurrent(): boolean {
    this.askedAt = performance.now()
    if (!this.timer) this.wake()
    return performance.now() - this.heardUntil < currentMs
  }

  /** Lets the connections go; asked again, it wakes. */
  async close(): Promise<void> {
    clearInterval(this.timer)
    this.timer = undefined
    feeds.delete(this)
    await this.letGo()
  }

  private wake(): void {
    feeds.add(this)
    this.timer = setInterval(() => this.tick(), beatMs)
    this.timer.unref()
    this.open()
  }

  private open(): void {
    const client = postgres(env().DATABASE_URL, { max: 1, onnotice: () => {} })
    this.client = client
    this.openedAt = performance.now()
    const anew = (): void => {
      if (this.client === client) this.startOver()
    }
    client
      .listen(this.channel, (payload) => this.hear(payload), anew)
      .then(() => this.beat(client))
      .catch((error: unknown) => log().warn({ err: error, channel: this.channel }, 'changes are not heard'))
  }

  private tick(): void {
    const now = performance.now()
    if (now - this.askedAt > restsAfterMs) {
      void this.close()
      return
    }
    if (now - Math.max(this.heardUntil, this.openedAt) > deafMs) {
      void this.letGo()
      this.open()
    } else if (this.client) this.beat(this.client)
  }

  private beat(client: postgres.Sql): void {
    this.beats += 1
    const word = `${this.own}${this.beats}`
    this.sentAt.set(word, performance.now())
    // What is not said is not heard, and that is all that counts.
    client.notify(this.channel, word).catch(() => this.sentAt.delete(word))
  }

  private hear(payload: string): void {
    if (!payload.startsWith('beat:')) {
      this.onChange(payload)
      return
    }
    const sentAt = this.sentAt.get(payload)
    if (sentAt === undefined) return
    this.sentAt.delete(payload)
    this.heardUntil = Math.max(this.heardUntil, sentAt)
  }

  /** Listening begins or begins again: what was told before went unheard. */
  private startOver(): void {
    this.sentAt.clear()
    this.heardUntil = Number.NEGATIVE_INFINITY
    this.onChange(null)
  }

  private async letGo(): Promise<void> {
    const client = this.client
    this.client = undefined
    this.startOver()
    await client?.end({ timeout: 1 }).catch(() => undefined)
  }
}

/** Closes all feeds of this process. */
export async function closeChangeFeeds(): Promise<void> {
  await Promise.all([...feeds].map((feed) => feed.close()))
}
