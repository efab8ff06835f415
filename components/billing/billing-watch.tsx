'use client'

import { useEffect, useEffectEvent } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import { paymentChanged, subscriptionChanged } from '#server/domains/billing/schemas.ts'
import { useLive } from '../live/use-live.ts'

/** Has the page read again whenever one of the account's payments or its plan changes; shows nothing. */
export function BillingWatch({ accountId }: { accountId: string }) {
  const router = useRouter()
  const readAgain = () => router.refresh()
  const status = useLive(`account:${accountId}`, paymentChanged, readAgain)
  useLive(`account:${accountId}`, subscriptionChanged, readAgain)
  const begin = useEffectEvent(readAgain)
  useEffect(() => {
    // What changed before anybody listened was told to nobody: on the way back from a card's page, or while offline.
    if (status === 'live') begin()
  }, [status])
  return null
}
