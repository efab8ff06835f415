import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import checkout from '#i18n/messages/en/checkout.json' with { type: 'json' }
import { InsteadOfCheckout, type NoCheckout } from './instead-of-checkout.tsx'

// It wants a running application around it.
vi.mock('#i18n/navigation.ts', () => ({ Link: 'a' }))

function show(instead: NoCheckout): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ checkout }}>
      <InsteadOfCheckout checkout={instead} />
    </NextIntlClientProvider>,
  )
}

it('whoever has a plan is told why there is nothing to pay, or how to come to another one', () => {
  const plan = { kind: 'subscribed', plan: 'Solo', until: 'Dec 21, 2026', renewsByItself: true } as const
  expect(show({ ...plan, wanted: null })).toMatch(/renews by itself on Dec 21, 2026.*href="\/".*See my plan/)
  const other = show({ ...plan, wanted: 'the Home plan, 1 month' })
  expect(other).toMatch(/To change to the Home plan, 1 month, cancel.*not refunded or carried over/)
  expect(other).toMatch(/href="\/billing"[^>]*>Manage my plan.*href="\/plans"/)
})

it('whoever holds what is sold is told by what, with the way to watch it', () => {
  const song = { name: 'Song', href: '/titles/song', watchHref: '/watch/song', poster: null, accent: null }
  const bought = { kind: 'rental', name: 'Song', thing: 'film', season: null, startBy: null } as const
  const owned = show({ kind: 'owned', by: 'rental', bought: { ...bought, titles: [song], count: 1 } })
  expect(owned).toMatch(/You are renting this film\..*href="\/watch\/song".*href="\/titles\/song"/)
})
