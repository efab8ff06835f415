export type HeldRequestKey = {
  take: () => string
  /** Its request was written: what is sent next is another one. */
  release: () => void
}

/**
 * Gives the same key until what was sent with it is known to be written: where the answer was lost, the form may be closed
 * and sent anew without doing it twice.
 */
export function holdRequestKey(): HeldRequestKey {
  let key: string | null = null
  return {
    take: () => (key ??= crypto.randomUUID()),
    release: () => {
      key = null
    },
  }
}
