import { cartFor, paySession } from './checkout.ts'
import type { Desk } from './desk.ts'
import type { Session, Subscription } from './objects.ts'
import { Refusal } from './refusal.ts'
import { retryNow, setCancelAt, setCancelAtPeriodEnd } from './renew.ts'
import { itemOfSubscription } from './subscribe.ts'
import type { Answer, StandInRequest } from './answer-call.ts'

/** Answers the pages where a developer pays, or changes a subscription, with a click; null for other paths. */
export function answerPage(desk: Desk, request: StandInRequest): Answer | null {
  const [, place, , id = '', action] = request.path.split('/')
  if (place === 'c') {
    const session = desk.store.find('checkout.session', id)
    if (!session) return page(404, 'Not found', '<p>There is no such checkout page.</p>')
    return request.method === 'POST' ? act(desk, session, action) : checkoutPage(desk, session)
  }
  if (place === 'p') {
    const portal = desk.store.find('billing_portal.session', id)
    if (!portal) return page(404, 'Not found', '<p>There is no such page.</p>')
    if (request.method === 'POST') return change(desk, portal.url, action, new URLSearchParams(request.body))
    const subscriptions = desk.store.list('subscription', ({ customer }) => customer === portal.customer)
    return portalPage(desk, portal, subscriptions)
  }
  return null
}

function checkoutPage(desk: Desk, session: Session, fault = ''): Answer {
  if (session.status === 'expired')
    return page(410, 'This page has expired', '<p>Nothing was paid. Start again where you came from.</p>')
  if (session.status === 'complete')
    return page(
      200,
      'This has been paid',
      `<p><a href="${escape(backTo(session))}">Back to where you came from</a></p>`,
    )
  const cart = cartFor(desk, session)
  const every = cart.interval ? ` every ${cart.interval}` : ''
  const trial = cart.trialDays > 0 ? `<p>${cart.trialDays} days free, then that much.</p>` : ''
  const button = (action: string, label: string, look = ''): string =>
    `<form method="post" action="/c/pay/${session.id}/${action}"><button class="${look}">${label}</button></form>`
  return page(
    200,
    escape(cart.name),
    `<p class="amount">${format(cart.amount, cart.currency)}${every}</p>${trial}
<p>${escape(session.customer_email ?? '')}</p>
${fault ? `<p role="alert">${escape(fault)}</p>` : ''}
${button('pay', cart.trialDays > 0 ? 'Start the trial' : 'Pay', 'main')}
${button('decline', 'Pay with a card that is declined')}
${button('cancel', 'Back without paying')}`,
  )
}

function act(desk: Desk, session: Session, action: string | undefined): Answer {
  if (action === 'cancel') return redirect(session.cancel_url ?? session.success_url)
  if (session.status !== 'open') return checkoutPage(desk, session)
  const isPaid = paySession(desk, session, action === 'decline' ? 'declined' : 'good')
  return isPaid ? redirect(backTo(session)) : checkoutPage(desk, session, 'Your card was declined.')
}

function backTo(session: Session): string {
  return session.success_url.replaceAll('{CHECKOUT_SESSION_ID}', session.id)
}

function portalPage(
  desk: Desk,
  portal: { id: string; return_url: string; customer: string },
  subscriptions: readonly Subscription[],
): Answer {
  const rows = subscriptions.map((subscription) => {
    const { price, current_period_end: end } = itemOfSubscription(subscription)
    const button = (action: string, label: string): string =>
      `<form method="post" action="/p/session/${portal.id}/${action}"><input type="hidden" name="subscription" value="${subscription.id}"><button>${label}</button></form>`
    const isOver = subscription.status === 'canceled'
    const isEnding = subscription.cancel_at !== null
    const state = isEnding && !isOver ? 'ends' : subscription.status
    return `<h2>${escape(subscription.description ?? subscription.id)}</h2>
<p>${format(price.unit_amount, price.currency)} every ${price.recurring?.interval} · ${state} · ${new Date(end * 1000).toISOString().slice(0, 10)}</p>
${isOver ? '' : button(isEnding ? 'resume' : 'cancel', isEnding ? 'Go on with it' : 'Cancel at the end of the period')}
${subscription.status === 'past_due' ? button('retry', 'Pay what is due') : ''}`
  })
  const card = desk.store.cards.get(portal.customer) ?? 'good'
  const other = card === 'good' ? 'declined' : 'good'
  return page(
    200,
    'Your subscriptions',
    `${rows.join('\n') || '<p>There are none.</p>'}
<h2>Card</h2><p>The next payment will be ${card === 'good' ? 'made' : 'declined'}.</p>
<form method="post" action="/p/session/${portal.id}/card"><input type="hidden" name="card" value="${other}"><button>Use a card that is ${other}</button></form>
<p><a href="${escape(portal.return_url)}">Back to where you came from</a></p>`,
  )
}

function change(desk: Desk, url: string, action: string | undefined, form: URLSearchParams): Answer {
  const { customer } = desk.store.get('billing_portal.session', url.split('/').at(-1))
  if (action === 'card') {
    desk.store.cards.set(customer, form.get('card') === 'declined' ? 'declined' : 'good')
    return redirect(url)
  }
  const subscription = desk.store.get('subscription', form.get('subscription'))
  try {
    if (action === 'cancel') setCancelAtPeriodEnd(desk, subscription, true)
    if (action === 'resume') setCancelAt(desk, subscription, null)
    if (action === 'retry') retryNow(desk, subscription)
  } catch (error) {
    // Sent twice: the page shows how it stands.
    if (!(error instanceof Refusal)) throw error
  }
  return redirect(url)
}

function redirect(location: string): Answer {
  return { status: 303, headers: { location }, body: '' }
}

/** An amount as people read it. */
function format(amount: number, currency: string): string {
  const money = new Intl.NumberFormat('en', { style: 'currency', currency })
  const digits = money.resolvedOptions().maximumFractionDigits ?? 0
  return money.format(amount / 10 ** digits)
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

function page(status: number, title: string, content: string): Answer {
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
main{max-width:24rem;margin:3rem auto;padding:0 1rem}
.note{padding:.5rem .75rem;border:1px dashed;border-radius:.5rem;font-size:.875rem}
.amount{font-size:1.75rem;font-weight:600;margin:.25rem 0}
[role=alert]{color:#c22}
form{margin:.5rem 0}
button{width:100%;min-height:2.75rem;border:1px solid;border-radius:.5rem;background:none;color:inherit;font:inherit;cursor:pointer}
button.main{background:#4f46e5;border-color:#4f46e5;color:#fff;font-weight:600}
</style><main><p class="note">A stand-in for Stripe: no money moves here.</p><h1>${title}</h1>
${content}</main></html>`
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body }
}
