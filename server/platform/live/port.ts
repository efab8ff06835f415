/** A room of the realtime process: who may join is decided by that domain's gateway. */
export type LiveRoom = 'admin:jobs' | `account:${string}` | `version:${string}`

export type LiveMessage = { room: LiveRoom; name: string; payload: unknown }

/** Carries messages that may be lost (progress, hints to read again) from any process to the sockets. */
export type Live = {
  broadcast: (message: LiveMessage) => Promise<void>
  subscribe: (onMessage: (message: LiveMessage) => void) => Promise<() => Promise<void>>
}
