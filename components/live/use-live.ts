'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import type { LiveRoom } from '#server/platform/live/schemas.ts'
import { listenLive, type LiveStatus } from './live-socket.ts'

/**
 * Calls `onMessage` for each message of this name in the room, over the one socket the page shares, and gives
 * how the connection stands. `onReconnect` is the moment to read again what may have been missed. A room of
 * null listens to nothing.
 */
export function useLive(
  room: LiveRoom | null,
  name: string,
  onMessage: (payload: unknown) => void,
  onReconnect?: () => void,
): LiveStatus {
  const [status, setStatus] = useState<LiveStatus>('connecting')
  const heard = useEffectEvent(onMessage)
  const reconnected = useEffectEvent(() => onReconnect?.())

  useEffect(() => {
    if (room === null) return
    return listenLive({
      room,
      name,
      onMessage: (payload) => heard(payload),
      onReconnect: () => reconnected(),
      onStatus: setStatus,
    })
  }, [room, name])

  return status
}
