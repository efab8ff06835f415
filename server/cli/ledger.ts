import { Command } from 'commander'
import { verifyLedger } from '../domains/billing/index.ts'
import { print, table } from './output.ts'
import { onInstance } from './session.ts'

/** `ledger verify`: proves the book; exit code 1 where it does not balance. */
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
  return command
}
