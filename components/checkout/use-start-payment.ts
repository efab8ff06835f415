'use client'

import { useLocale } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import type { Locale } from '#i18n/routing.ts'
import type { WayToPay } from '#server/domains/billing/schemas.ts'
import { callAction, type AdminAction } from '../errors/call-action.ts'
import { useErrorMessage } from '../errors/use-error-message.ts'
import { paymentHref } from './payment-href.ts'
import type { MethodView } from './views.ts'

export type StartInput = {
  priceId: string
  provider: WayToPay['provider']
  requestKey: string
  titleSlug: string | null
  locale: Locale
}
export type StartAction = AdminAction<StartInput, { paymentId: string; pageUrl: string | null }>

/** What the page leads to when it is read anew: signing in, and back here. */
const signInFirst = 'auth.sign-in-required'

/** What the page itself shows anew: another price, nothing sold any more, a plan that is there already. */
const shownAnew = [
  signInFirst,
  'price.changed',
  'offer.withdrawn',
  'price.not-found',
  'subscription.living',
  'payment.provider-off',
]

/** What another press may bring about: nothing was refused, only out of reach. */
const worthAnotherTry = ['internal', 'offline', 'limit.passed', 'payment.provider-unavailable']

/** Why it did not start; `canRetry` where the same press may do it after all. */
export type Refusal = { text: string; canRetry: boolean }

/** Gives what starts paying, once however often it is pressed, and leads on to where it is paid. */
export function useStartPayment(action: StartAction, titleSlug: string | null) {
  const locale = useLocale()
  const router = useRouter()
  const message = useErrorMessage()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  // One attempt to pay one price in one way; the same again after a failure.
  const keys = useRef(new Map<string, string>())

  useEffect(() => {
    // Kept and shown again by the router or the browser, the page begins a new attempt.
    const begin = () => {
      keys.current.clear()
      setBusy(false)
      setRefusal(null)
    }
    begin()
    const onShow = (event: PageTransitionEvent) => event.persisted && begin()
    window.addEventListener('pageshow', onShow)
    return () => window.removeEventListener('pageshow', onShow)
  }, [])

  const start = async ({ provider, price }: MethodView) => {
    setBusy(true)
    setRefusal(null)
    const attempt = `${provider} ${price.id}`
    const requestKey = keys.current.get(attempt) ?? crypto.randomUUID()
    keys.current.set(attempt, requestKey)
    const outcome = await callAction(action, { priceId: price.id, provider, requestKey, titleSlug, locale })
    if (outcome.ok) {
      // The button stays busy until the next page stands.
      const { paymentId, pageUrl } = outcome.value
      if (pageUrl === null) router.push(paymentHref(paymentId, titleSlug))
      else window.location.assign(pageUrl)
      return
    }
    const canRetry = worthAnotherTry.includes(outcome.code)
    // What was refused for good is not asked for by the same key again.
    if (!canRetry && outcome.code !== signInFirst) keys.current.delete(attempt)
    if (shownAnew.includes(outcome.code)) router.refresh()
    else setRefusal({ text: message(outcome), canRetry })
    setBusy(false)
  }
  return { start, busy, refusal, forget: () => setRefusal(null) }
}
