import { useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import type { Currency } from '#server/domains/offers/schemas.ts'
import { Button } from '../ui/button.tsx'
import { boughtName } from './bought-words.ts'
import { PaymentState } from './payment-state.tsx'
import type { BoughtView } from './views.ts'

/** Why nothing is to be paid here. */
export type NoCheckout =
  | { kind: 'kids' }
  | { kind: 'missing' }
  | { kind: 'withdrawn'; backHref: string }
  | {
      kind: 'subscribed'
      plan: string
      until: string
      renewsByItself: boolean
      /** The other one that was asked for, in a line; null where it is the same. */
      wanted: string | null
    }
  | {
      kind: 'owned'
      bought: BoughtView
      by: 'staff' | 'gift' | 'subscription' | 'rental' | 'purchase'
    }
  | { kind: 'off'; currency: Currency; backHref: string }

type State = { bought?: BoughtView; sign?: string; title: string; body: string; ways: Way[] }
type Way = { href: string; label: string }

/** Says in the checkout's place why there is none, with a way on. */
export function InsteadOfCheckout({ checkout }: { checkout: NoCheckout }) {
  const { bought, sign, title, body, ways } = useWords(checkout)
  return (
    <PaymentState {...(bought && { bought })} {...(sign && { sign })} title={title} lead={<p>{body}</p>}>
      {ways.map(({ href, label }, index) => (
        <Button key={href} asChild variant={index === 0 ? 'lamp' : 'text'} size={index === 0 ? 'lg' : 'md'}>
          <Link href={href}>{label}</Link>
        </Button>
      ))}
    </PaymentState>
  )
}

function useWords(checkout: NoCheckout): State {
  const t = useTranslations('checkout.instead')
  const words = useTranslations('checkout')
  const plans = plansWay(t)
  const browse = browseWay(t)
  const back = (href: string): Way => (href.startsWith('/plans') ? plans : { href, label: t('toTitle') })
  switch (checkout.kind) {
    case 'kids':
      return {
        sign: '?',
        title: t('kidsTitle'),
        body: t('kidsBody'),
        ways: [{ href: '/profiles', label: t('toProfiles') }],
      }
    case 'missing':
      return { sign: '0', title: t('missingTitle'), body: t('missingBody'), ways: [plans, browse] }
    case 'withdrawn':
      return {
        sign: '0',
        title: t('withdrawnTitle'),
        body: t('withdrawnBody'),
        ways: [back(checkout.backHref), browse],
      }
    case 'subscribed':
      return subscribedWords(checkout, t)
    case 'owned':
      return ownedWords(checkout, t, words)
    case 'off':
      return {
        sign: '!',
        title: t('offTitle'),
        body: t('offBody', { currency: checkout.currency }),
        ways: [back(checkout.backHref)],
      }
  }
}

type Words = ReturnType<typeof useTranslations<'checkout.instead'>>
type Of<Kind extends NoCheckout['kind']> = Extract<NoCheckout, { kind: Kind }>

function plansWay(t: Words): Way {
  return { href: '/plans', label: t('toPlans') }
}

function browseWay(t: Words): Way {
  return { href: '/', label: t('browse') }
}

function subscribedWords(
  { plan: name, until: date, renewsByItself, wanted }: Of<'subscribed'>,
  t: Words,
): State {
  const title = t('subscribedTitle', { name })
  if (wanted === null)
    return {
      title,
      body: t('subscribedSelfBody', { date }),
      ways: [browseWay(t), { href: '/billing', label: t('toBilling') }],
    }
  return {
    title,
    body: t(renewsByItself ? 'otherSelfBody' : 'otherBody', { date, wanted }),
    ways: [{ href: '/billing', label: t('toCancel') }, plansWay(t)],
  }
}

function ownedWords(
  { bought, by }: Of<'owned'>,
  t: Words,
  words: ReturnType<typeof useTranslations<'checkout'>>,
): State {
  const first = bought.kind === 'plan' ? undefined : bought.titles[0]
  const what = { thing: bought.kind === 'plan' ? 'film' : bought.thing }
  const reasons = {
    purchase: t('ownedPurchase', what),
    rental: t('ownedRental', what),
    subscription: t('ownedPlan', what),
    gift: t('ownedGift', what),
    staff: t('ownedGift', what),
  }
  return {
    bought,
    title: t('ownedTitle', { name: boughtName(bought, words) }),
    body: reasons[by],
    ways: [
      first ? { href: first.watchHref ?? first.href, label: t('watch') } : browseWay(t),
      ...(first?.watchHref ? [{ href: first.href, label: t('toTitle') }] : []),
    ],
  }
}
