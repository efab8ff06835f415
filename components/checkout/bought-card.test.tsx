import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import checkout from '#i18n/messages/en/checkout.json' with { type: 'json' }
import { BoughtCard } from './bought-card.tsx'
import type { BoughtView } from './views.ts'

// It wants a running application around it.
vi.mock('#i18n/navigation.ts', () => ({ Link: 'a' }))

it('counts all that a bundle opens, not what may be shown of it now', () => {
  const bought: BoughtView = {
    kind: 'purchase',
    name: 'Two rivers',
    thing: 'bundle',
    season: null,
    titles: [{ name: 'Song', href: '/titles/song', watchHref: null, poster: null, accent: null }],
    count: 2,
    startBy: null,
  }
  const card = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={{ checkout, offers: {} }}>
      <BoughtCard bought={bought} />
    </NextIntlClientProvider>,
  )
  expect(card).toMatch(/Purchase of a bundle of 2 titles/)
})
