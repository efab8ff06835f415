import { Command } from 'commander'
import { payBackCredit, verifyLedger } from '../domains/billing/index.ts'
import { findAccountId } from './find-account.ts'
import { print, table } from './output.ts'
import { onInstance } from './session.ts'

type PayBackOptions = { email: string; amount: string; note: string; requestKey?: string; json?: boolean }

/**
 * `ledger verify` proves the book, exit code 1 where it does not balance;
 * `ledger pay-back-credit --email E --amount 90000 --note FT123`.
 */
export function ledgerCommand(): Command {
  const command = new Command('ledger').description('The book of all money.')
  command
    .command('verify')
    .description('Sums all postings up: they must be zero in every currency, and in every entry.')
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, options: { json?: boolean }) => {
        const proof = await verifyLedger(context)
        const rows = proof.balances.map(({ bookAccount, currency, amountMinor }) => [
          bookAccount,
          currency,
          String(amountMinor),
        ])
        const said = proof.balanced
          ? `The book balances: ${proof.entries} entries.`
          : `The book does not balance: ${proof.faulty.length} faulty entries.`
        print(proof, [said, ...table([['ACCOUNT', 'CURRENCY', 'MINOR UNITS'], ...rows])], options)
        if (!proof.balanced) process.exitCode = 1
      }),
    )
  command
    .command('pay-back-credit')
    .description('Writes down that an account was sent some of its credit, in đồng, by bank transfer.')
    .requiredOption('--email <address>', 'whose credit')
    .requiredOption('--amount <đồng>', 'how much')
    .requiredOption('--note <text>', 'which transfer it was')
    .option('--request-key <key>', 'the same key pays back once')
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, options: PayBackOptions) => {
        const left = await payBackCredit(context, {
          accountId: await findAccountId(context, options.email),
          amountMinor: Number(options.amount),
          note: options.note,
          requestKey: options.requestKey ?? `cli:${context.requestId}`,
        })
        print(left, [`Written down. Credit left: ${left.amountMinor} ${left.currency}.`], options)
      }),
    )
  return command
}
