import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import payments from '#i18n/messages/vi/admin-payments.json' with { type: 'json' }
import { PaymentRefunds } from './payment-refunds.tsx'
import type { ChosenPayment, PaymentsPage } from './payments-page.ts'

vi.mock('../../errors/use-command.ts', () => ({ useCommand: () => ({ run: vi.fn(), busy: null }) }))

/** What is read of a refund by card that was asked for. */
function read(refund: { isStuck: boolean; mayRefund: boolean }): string {
  const asked = {
    id: 'r',
    paymentId: 'p',
    amountMinor: 9000,
    reason: 'nhầm',
    state: 'asked',
    why: null,
    byTransfer: false,
    isStuck: refund.isStuck,
    askedBy: 'account:a',
    asker: 'Lan',
    askedAt: '2026-11-21T05:00:00.000Z',
    doneAt: null,
  } as const
  const chosen = { payment: { currency: 'VND' }, refunds: [asked] } as unknown as ChosenPayment
  const data = { powers: { refund: refund.mayRefund }, nowIso: asked.askedAt } as PaymentsPage
  const action = vi.fn()
  const actions = { confirmRefund: action, withdrawRefund: action, resendRefund: action }
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="vi" timeZone="Asia/Ho_Chi_Minh" messages={{ 'admin-payments': payments }}>
      <PaymentRefunds data={data} chosen={chosen} actions={actions} />
    </NextIntlClientProvider>,
  )
}

it('a refund that no job sends is shown so, and sent again by who may', () => {
  expect(read({ isStuck: false, mayRefund: true })).not.toContain('Gửi lại')
  const stuck = read({ isStuck: true, mayRefund: true })
  for (const words of ['Chưa gửi được', 'Gửi lại</']) expect(stuck).toContain(words)
  expect(read({ isStuck: true, mayRefund: false })).not.toContain('Gửi lại</')
})
