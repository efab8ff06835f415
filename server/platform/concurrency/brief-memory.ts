/**
 * Answers that this process believes for a moment, so that it asks for each at most once meanwhile: callers at the same
 * time share one question, and a question that failed is asked anew. Beyond `most` the oldest are forgotten.
 */
export class BriefMemory<Value> {
  private readonly kept = new Map<string, { answer: Promise<Value>; until: number }>()
  private readonly keptMs: number
  private readonly most: number

  constructor({ keptMs, most }: { keptMs: number; most: number }) {
    this.keptMs = keptMs
    this.most = most
  }

  /** Gives the answer that is believed still, or else asks. */
  recall(key: string, ask: () => Promise<Value>): Promise<Value> {
    const known = this.kept.get(key)
    if (known && known.until > performance.now()) return known.answer
    const answer = ask()
    this.keep(key, answer)
    answer.catch(() => {
      // A later question may have been asked meanwhile.
      if (this.kept.get(key)?.answer === answer) this.kept.delete(key)
    })
    return answer
  }

  /** Has an answer believed that was come by in another way. */
  keep(key: string, answer: Promise<Value>): void {
    this.kept.delete(key)
    this.kept.set(key, { answer, until: performance.now() + this.keptMs })
    const oldest = this.kept.keys().next()
    if (this.kept.size > this.most && !oldest.done) this.kept.delete(oldest.value)
  }

  /** Has the next caller ask anew. */
  forget(key: string): void {
    this.kept.delete(key)
  }
}
