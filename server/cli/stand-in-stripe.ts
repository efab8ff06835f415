import { InvalidArgumentError, Option, type Command } from 'commander'
import { env } from '../platform/env/env.ts'
import { orderStripe } from '../platform/payments/stripe/stand-in/order-stripe.ts'
import { print } from './output.ts'
import { onInstance } from './session.ts'

type Options = Record<string, unknown> & { json?: boolean }

/** One thing that people, banks or time do at Stripe. */
type StripeOrder = {
  /** Of the command, behind `stripe-`. */
  name: string
  /** Of the stand-in's order; the same where left out. */
  order?: string
  does: string
  /** What the command's argument names. */
  of: 'session' | 'subscription' | 'charge' | 'dispute' | 'object'
  options?: readonly Option[]
  input?: (options: Options) => Record<string, unknown>
}

const declined = new Option('--declined', 'with a card that is declined')
const cardOf = (options: Options) => ({ card: options.declined ? 'declined' : 'good' })
/** Where the argument may be the id of a payment of ours too. */
const named = {
  session: 'a checkout session, or the payment that it is for',
  subscription: 'a subscription, or the payment that began it',
  charge: 'a payment, session, invoice, payment intent or charge',
  dispute: 'a dispute, or the charge that it is about',
  object: 'checkout.session, subscription, invoice, charge, refund, dispute or event',
}

const stripeOrders: readonly StripeOrder[] = [
  { name: 'pay', order: 'pay-session', does: 'Pays', of: 'session', options: [declined], input: cardOf },
  { name: 'expire', order: 'expire-session', does: 'Ends, unpaid,', of: 'session' },
  { name: 'renew', does: 'Ends the period and begins the next of', of: 'subscription' },
  { name: 'fail-renewal', does: 'Ends the period and declines the card of', of: 'subscription' },
  { name: 'retry', does: 'Collects what is due of', of: 'subscription', options: [declined], input: cardOf },
  {
    name: 'set-card',
    does: 'Changes the card of',
    of: 'subscription',
    options: [declined],
    input: cardOf,
  },
  {
    name: 'cancel',
    order: 'cancel-subscription',
    does: 'Cancels, by the portal,',
    of: 'subscription',
    options: [
      new Option('--when <when>', 'when it ends')
        .choices(['now', 'period-end', 'date', 'never'])
        .default('period-end'),
    ],
    input: ({ when }) => ({ when }),
  },
  {
    name: 'refund',
    does: 'Sends back, by Stripe’s own pages,',
    of: 'charge',
    options: [new Option('--amount <minor>', 'a part of it, in the smallest unit').argParser(wholeNumber)],
    input: ({ amount }) => (amount === undefined ? {} : { amount }),
  },
  {
    name: 'dispute',
    does: 'Has the customer’s bank take back',
    of: 'charge',
    options: [new Option('--enquiry', 'it only asks')],
    input: ({ enquiry }) => ({ enquiry: enquiry === true }),
  },
  {
    name: 'close-dispute',
    does: 'Has the bank decide',
    of: 'dispute',
    options: [
      new Option('--outcome <outcome>', 'for us, or not').choices(['won', 'lost']).makeOptionMandatory(),
    ],
    input: ({ outcome }) => ({ outcome }),
  },
  { name: 'list', does: 'Lists, newest first, everything that is', of: 'object' },
]

/** Adds `stripe-pay`, `stripe-renew` and the like. */
export function addStripeOrders(command: Command): void {
  for (const { name, order = name, does, of, options = [], input = () => ({}) } of stripeOrders) {
    const added = command
      .command(`stripe-${name}`)
      .description(`${does} a ${of} of Stripe’s stand-in.`)
      .argument(`<${of}>`, named[of])
      .option('--json', 'answer in JSON')
    for (const option of options) added.addOption(option)
    added.action(
      onInstance(async (_context, argument: string, given: Options) => {
        const done = await orderStripe(env().STRIPE_API_BASE, order, { [of]: argument, ...input(given) })
        print(done, linesOf(done), given)
      }),
    )
  }
  command
    .command('stripe-deliver')
    .description('Tells of events again, or of those that were held back.')
    .argument('[events...]', 'their ids; those held back where left out')
    .addOption(new Option('--order <order>').choices(['as-happened', 'reversed']).default('as-happened'))
    .option('--times <n>', 'how often each', wholeNumber, 1)
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (_context, events: string[], { order, times, json }: Options) => {
        const input = { order, times, ...(events.length > 0 && { events }) }
        const done = await orderStripe(env().STRIPE_API_BASE, 'deliver', input)
        print(done, ['Delivered.'], { json: json === true })
      }),
    )
}

function linesOf(done: Record<string, unknown>): string[] {
  const things = Array.isArray(done.data) ? (done.data as Record<string, unknown>[]) : [done]
  return things.map((thing) =>
    [thing.id, thing.status, thing.payment_status, thing.type]
      .filter((word) => typeof word === 'string')
      .join('  '),
  )
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number > 0) return number
  throw new InvalidArgumentError('It wants a whole number above zero.')
}
