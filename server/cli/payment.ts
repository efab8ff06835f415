import { Command } from 'commander'
import { confirmRefund, listRefunds, refundPayment } from '../domains/billing/index.ts'
import type { RefundDto } from '../domains/billing/schemas.ts'
import { invalidInput } from '../platform/errors/app-error.ts'
import { print, table } from './output.ts'
import { onInstance } from './session.ts'

type RefundOptions = { amount?: string; reason: string; json?: boolean }

/** `payment refund PAYMENT --reason R`, `payment confirm-refund REFUND`, `payment refunds PAYMENT` */
export function paymentCommand(): Command {
  const command = new Command('payment').description('What customers paid.')
  command
    .command('refund')
    .description('Gives money of a payment back; where that is a transfer, make it and confirm it.')
    .argument('<payment>', 'by its id')
    .option(
      '--amount <amount>',
      'in the smallest part of the currency; all that is left where it is left out',
    )
    .requiredOption('--reason <text>', 'why')
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, paymentId: string, { amount, reason, json }: RefundOptions) => {
        const wanted = amountOf(amount)
        const refund = await refundPayment(context, {
          paymentId,
          reason,
          requestKey: `cli:${context.requestId}`,
          ...(wanted === undefined ? {} : { amountMinor: wanted }),
        })
        const next = refund.byTransfer ? 'Make the transfer, then confirm it' : 'The provider sends it'
        print(refund, [`${next}: refund ${refund.id}.`], { json })
      }),
    )
  command
    .command('confirm-refund')
    .description('Says that the transfer of a refund has been made.')
    .argument('<refund>', 'by its id')
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, refundId: string, options: { json?: boolean }) => {
        const refund = await confirmRefund(context, { refundId })
        print(refund, ['It is written into the book.'], options)
      }),
    )
  command
    .command('refunds')
    .description('Lists what was given back of a payment.')
    .argument('<payment>', 'by its id')
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, paymentId: string, options: { json?: boolean }) => {
        const refunds = await listRefunds(context, { paymentId })
        const head = ['ID', 'MINOR UNITS', 'STATE', 'ASKED', 'DONE', 'WHY']
        const lines = refunds.length === 0 ? ['There is none.'] : table([head, ...refunds.map(toCells)])
        print(refunds, lines, options)
      }),
    )
  return command
}

function amountOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const amount = Number(text)
  if (Number.isInteger(amount) && amount > 0) return amount
  throw invalidInput('input.invalid', '--amount must be a whole number above 0.', { field: 'amount' })
}

function toCells({ id, amountMinor, state, askedAt, doneAt, reason }: RefundDto): string[] {
  return [id, String(amountMinor), state, askedAt, doneAt ?? '', reason]
}
