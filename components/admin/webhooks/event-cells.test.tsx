import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import book from '#i18n/messages/vi/admin-book.json' with { type: 'json' }
import type { WebhookEventDto } from '#server/domains/billing/schemas.ts'
import { EventButtons, EventOutcome } from './event-cells.tsx'

const done: WebhookEventDto = {
  id: '019aa000-0000-7000-8000-000000000000',
  provider: 'stripe',
  eventId: 'evt_1',
  kind: 'invoice.paid',
  origin: 'webhook',
  receivedAt: '2026-11-21T05:00:00.000Z',
  processedAt: '2026-11-21T05:00:01.000Z',
  outcome: 'settled',
  tries: 1,
  error: null,
  bodyBytes: 900,
}

function show(change: Partial<WebhookEventDto>): string {
  const event = { ...done, ...change }
  const nothing = () => undefined
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="vi" timeZone="Asia/Ho_Chi_Minh" messages={{ 'admin-book': book }}>
      <EventOutcome event={event} />
      <EventButtons event={event} mayReplay onOpen={nothing} onReplay={nothing} />
    </NextIntlClientProvider>,
  )
}
const replay = 'Làm lại evt_1'

it('what cannot be read is called so, and can be replayed', () => {
  const unread = show({ kind: 'unreadable', outcome: 'unreadable' })
  expect(unread).toContain(book.webhooks.outcome.unreadable)
  expect(unread).toContain(replay)
})

it('what was done can be replayed while its body is kept; what had nothing to do never', () => {
  expect(show({})).toContain(replay)
  expect(show({ bodyBytes: null })).not.toContain(replay)
  expect(show({ outcome: 'nothing' })).not.toContain(replay)
})
