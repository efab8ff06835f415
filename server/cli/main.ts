import { Command, CommanderError } from 'commander'
import { keepLogQuiet, nameProcess } from '../platform/log/log.ts'
import { entitlementCommand } from './entitlement.ts'
import { filmCommand } from './film.ts'
import { jobsCommand } from './jobs.ts'
import { keysCommand } from './keys.ts'
import { ledgerCommand } from './ledger.ts'
import { paymentCommand } from './payment.ts'
import { sentenceOf } from './output.ts'
import { standInCommand } from './stand-in.ts'
import { planCommand, titleOfferCommand } from './plan.ts'
import { userCommand } from './user.ts'

// `npm run cli -- film list --json`; exit code 0 only when it worked, 2 when the command was mistyped.
nameProcess('cli')
keepLogQuiet()

const usage = 2
const program = new Command('cli')
  .description('Runs a Marquee from the shell.')
  .option('--data <dir>', 'data folder of the instance to act on', '.data')
  .addHelpText(
    'after',
    '\nnpm run -s cli -- … keeps npm’s own lines out of the output; with --json each answer is one line.',
  )

for (const command of [
  filmCommand(),
  userCommand(),
  entitlementCommand(),
  planCommand(),
  titleOfferCommand(),
  jobsCommand(),
  keysCommand(),
  ledgerCommand(),
  paymentCommand(),
  standInCommand(),
])
  program.addCommand(command)
everyCommand(program, (command) => {
  command.exitOverride().configureOutput({ outputError: () => {} })
})

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) {
    // Help that was asked for is an answer, everything else a mistake.
    if (error.exitCode !== 0 && error.code !== 'commander.help')
      process.stderr.write(`${sentenceOf(error)}\n`)
    process.exitCode = error.exitCode === 0 ? 0 : usage
  } else {
    process.stderr.write(`${sentenceOf(error)}\n`)
    process.exitCode = 1
  }
}

function everyCommand(command: Command, work: (command: Command) => void): void {
  work(command)
  for (const child of command.commands) everyCommand(child, work)
}
