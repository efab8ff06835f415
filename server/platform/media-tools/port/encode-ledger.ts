/** How an encode outside stands; the last three are ends that nothing leaves again. */
export type ExternalState = 'submitted' | 'progressing' | 'complete' | 'failed' | 'cancelled'

/** True for a state that nothing leaves again. */
export function hasEnded(state: ExternalState): boolean {
  return state === 'complete' || state === 'failed' || state === 'cancelled'
}

/** One try at an encode outside, as we remember it. */
export interface ExternalEncode {
  requestKey: string
  /** The service's own id, null until it has answered. */
  externalId: string | null
  state: ExternalState
  createdAt: Date
}

export interface ExternalChange {
  externalId?: string
  state?: ExternalState
  /** 0 to 100; never goes back. */
  percent?: number
  error?: { code: string; message: string }
}

/** Remembers encodes outside beyond the life of the process that asked for them; the caller keeps it in its database. */
export interface EncodeLedger {
  /** The tries whose key begins so, oldest first. */
  tries: (keyPrefix: string) => Promise<ExternalEncode[]>
  /** Keeps that a job is about to be asked for; keeping it twice is no error. */
  begin: (requestKey: string) => Promise<void>
  /** Keeps what is known now; a try that has ended stays as it is. */
  record: (requestKey: string, change: ExternalChange) => Promise<void>
  /** Calls back when the service's own messages changed this try; gives the way to stop. */
  onNews: (requestKey: string, wake: () => void) => Promise<() => Promise<void>>
}
