import type { LiveMessage } from './schemas.ts'

export type { LiveMessage, LiveRoom } from './schemas.ts'

/** Carries messages that may be lost (progress, hints to read again) from any process to the sockets. */
export type Live = {
  broadcast: (message: LiveMessage) => Promise<void>
  subscribe: (onMessage: (message: LiveMessage) => void) => Promise<() => Promise<void>>
}
