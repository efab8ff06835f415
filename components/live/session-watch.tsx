'use client'

import { useLocale } from 'next-intl'
import { useEffect } from 'react'
import { getPathname } from '#i18n/navigation.ts'
import { sessionEnded, sessionEndedSchema } from '#server/platform/live/schemas.ts'

/** Leads to the sign-in page, and back here afterwards, as soon as the page's session is over; shows nothing. */
export function SessionWatch({ sessionId }: { sessionId: string }) {
  const locale = useLocale()
  useEffect(() => {
    let stop: (() => void) | undefined
    let isGone = false
    // The socket's code is no part of what the page needs to show itself.
    void import('./live-socket.ts').then(({ listenLive }) => {
      if (isGone) return
      stop = listenLive({
        room: `session:${sessionId}`,
        name: sessionEnded,
        onMessage: (payload) => {
          const heard = sessionEndedSchema.safeParse(payload)
          // Whoever signs out here is led on by that themselves.
          if (heard.success && heard.data.reason === 'signed-out') return
          const { pathname, search } = window.location
          const callbackUrl = pathname + search
          window.location.assign(
            getPathname({ href: { pathname: '/sign-in', query: { callbackUrl } }, locale }),
          )
        },
        onReconnect: () => {},
        onStatus: () => {},
      })
    })
    return () => {
      isGone = true
      stop?.()
    }
  }, [sessionId, locale])
  return null
}
