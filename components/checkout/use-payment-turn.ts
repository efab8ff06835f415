'use client'

import { useEffect, useEffectEvent } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import { paymentChanged, paymentChangedSchema } from '#server/domains/billing/schemas.ts'
import type { LiveStatus } from '../live/live-socket.ts'
import { useLive } from '../live/use-live.ts'
import type { PaymentView } from './views.ts'

const lookMs = 5000

type Watched = Pick<PaymentView, 'id' | 'accountId' | 'step'>

/**
 * Has the page read its payment again as soon as that changes; while money is waited for and there is no socket every
 * five seconds.
 */
export function usePaymentTurn({ id, accountId, step }: Watched): LiveStatus {
  const router = useRouter()
  const isWaiting = step.kind === 'transfer' || step.kind === 'held' || step.kind === 'card'
  const look = useEffectEvent(() => router.refresh())
  const status = useLive(
    `account:${accountId}`,
    paymentChanged,
    (payload) => {
      const heard = paymentChangedSchema.safeParse(payload)
      if (heard.success && heard.data.paymentId === id) look()
    },
    () => look(),
  )

  useEffect(() => {
    // Between the page's making and the joining of the room nothing was heard.
    if (status === 'live') return look()
    if (!isWaiting) return
    const timer = setInterval(look, lookMs)
    return () => clearInterval(timer)
  }, [status, isWaiting])

  useEffect(() => {
    const onShown = () => document.visibilityState === 'visible' && look()
    document.addEventListener('visibilitychange', onShown)
    return () => document.removeEventListener('visibilitychange', onShown)
  }, [])

  return status
}
