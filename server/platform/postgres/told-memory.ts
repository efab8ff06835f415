import { ChangeFeed } from './change-feed.ts'

type Answer<Value> = { value: Promise<Value>; until: number }

/**
 * What this process has read of its subjects (an account, a title) and believes until somebody tells on the channel that
 * the subject has changed (`tellChange` in the changing transaction). A change made anywhere is known within two
 * seconds, commonly some milliseconds: while that can't be promised, since PostgreSQL is not heard, everything is read
 * anew. Beyond `mostSubjects` the oldest are forgotten.
 */
export class ToldMemory<Value> {
  private readonly kept = new Map<string, Map<string, Answer<Value>>>()
  private readonly feed: ChangeFeed
  private readonly keptMs: number
  private readonly mostSubjects: number
  private readonly mostOfEach = 100

  constructor(channel: string, { keptMs, mostSubjects }: { keptMs: number; mostSubjects: number }) {
    this.keptMs = keptMs
    this.mostSubjects = mostSubjects
    this.feed = new ChangeFeed(channel, (subject) =>
      subject === null ? this.kept.clear() : this.kept.delete(subject),
    )
  }

  /** Gives what is believed of a thing that belongs to the subject, or else asks. */
  recall(subject: string, thing: string, ask: () => Promise<Value>): Promise<Value> {
    if (!this.feed.isCurrent()) return ask()
    const known = this.kept.get(subject)?.get(thing)
    return known && known.until > performance.now() ? known.value : this.renew(subject, thing, ask)
  }

  /** Asks, whatever is believed. */
  renew(subject: string, thing: string, ask: () => Promise<Value>): Promise<Value> {
    const value = ask()
    // Kept from the moment it is asked: what changes meanwhile drops it before it is believed.
    if (this.feed.isCurrent()) this.keep(subject, thing, value)
    return value
  }

  /** Has this process ask again at once, since it has just changed the subject itself. */
  forget(subject: string): void {
    this.kept.delete(subject)
  }

  private keep(subject: string, thing: string, value: Promise<Value>): void {
    const own = this.kept.get(subject) ?? new Map<string, Answer<Value>>()
    if (own.size >= this.mostOfEach) own.clear()
    own.set(thing, { value, until: performance.now() + this.keptMs })
    this.kept.delete(subject)
    this.kept.set(subject, own)
    const oldest = this.kept.keys().next()
    if (this.kept.size > this.mostSubjects && !oldest.done) this.kept.delete(oldest.value)
    value.catch(() => {
      if (own.get(thing)?.value === value) own.delete(thing)
    })
  }
}
