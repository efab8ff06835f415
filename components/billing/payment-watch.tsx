'use client'

import { useRouter } from '#i18n/navigation.ts'
import { paymentChanged } from '#server/domains/billing/schemas.ts'
import { useLive } from '../live/use-live.ts'

/** Has the page read again whenever one of the account's payments changes; shows nothing. */
export function PaymentWatch({ accountId }: { accountId: string }) {
  const router = useRouter()
  const readAgain = () => router.refresh()
  useLive(`account:${accountId}`, paymentChanged, readAgain, readAgain)
  return null
}
