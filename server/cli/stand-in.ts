import { Command, InvalidArgumentError } from 'commander'
import { env } from '../platform/env/env.ts'
import { invalidInput } from '../platform/errors/app-error.ts'
import { orderTransfer } from '../platform/payments/sepay/stand-in/order-transfer.ts'
import { print } from './output.ts'
import { onInstance } from './session.ts'
import { addStripeOrders } from './stand-in-stripe.ts'

type TransferOptions = {
  account?: string
  amount: number
  content: string
  reference?: string
  copies: number
  delay: number
  out?: boolean
  json?: boolean
}

/** `stand-in sepay-transfer`, `stand-in stripe-…`: has the stand-ins of development do what people and banks do. */
export function standInCommand(): Command {
  const command = new Command('stand-in').description(
    'Has the stand-ins of npm run dev do what a customer would.',
  )
  command
    .command('sepay-transfer')
    .description('Makes a bank transfer, of which SePay’s stand-in then tells by its webhook.')
    .option('--account <number>', 'the account that it goes to; this instance’s own where left out')
    .requiredOption('--amount <dong>', 'how many đồng', wholeNumber(1))
    .requiredOption('--content <text>', 'what the transfer says: the payment’s code, or anything')
    .option('--reference <text>', 'the bank’s own number of it; the same again is the same transfer')
    .option('--copies <n>', 'how many webhooks tell of it; 0: only the transactions API', wholeNumber(0), 1)
    .option('--delay <minutes>', 'how much later they do', wholeNumber(0), 0)
    .option('--out', 'out of the account instead of into it')
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (_context, options: TransferOptions) => {
        const { SEPAY_ACCOUNT_NUMBER: own, SEPAY_API_URL: apiUrl } = env()
        const account = options.account ?? own
        if (!account) throw invalidInput('input.invalid', 'This instance has no account at SePay.')
        const { amount, content, reference, copies, delay } = options
        const transfer = await orderTransfer(apiUrl, {
          account,
          amount,
          content,
          reference,
          direction: options.out ? 'out' : 'in',
          webhook: { copies, delayMinutes: delay },
        })
        const way = transfer.direction === 'in' ? 'went to' : 'left'
        print(
          transfer,
          [`${transfer.amount} đồng ${way} ${account}, reference ${transfer.reference}.`],
          options,
        )
      }),
    )
  addStripeOrders(command)
  return command
}

function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (!Number.isSafeInteger(number) || number < least)
      throw new InvalidArgumentError(`It wants a whole number from ${least} up.`)
    return number
  }
}
