/** An event as the log keeps it; the payload was checked by its definition when it was recorded. */
export type LoggedEvent = {
  /** The same over every delivery: whoever must act once remembers it. */
  id: string
  type: string
  payload: unknown
  occurredAt: Date
  requestId: string
}

export type Subscription = {
  /** Each group hears every event; within a group one consumer hears it. */
  group: string
  consumer: string
  /** Where a group that is new begins: with the oldest event kept, or with the next one. */
  from: 'oldest' | 'next'
  /** An event is delivered again until this ends without an error. */
  onEvent: (event: LoggedEvent) => Promise<void>
}

/** Where domains' events can be read by whoever wants them, in the order they were published. */
export type EventLog = {
  /** Appends events in order. An id that was published within the last day is not appended again. */
  publish: (events: LoggedEvent[]) => Promise<void>
  /** Starts consuming and gives the way to stop; at least once each, so `onEvent` must bear repeats. */
  subscribe: (subscription: Subscription) => Promise<() => Promise<void>>
}
