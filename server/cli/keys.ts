import { Command } from 'commander'
import { listPublishedKeys, rotateSigningKeys } from '../domains/identity/index.ts'
import { print, table } from './output.ts'
import { onInstance } from './session.ts'

/** `keys list`, `keys rotate`: the keys that sign access tokens. */
export function keysCommand(): Command {
  const command = new Command('keys').description('The keys that sign access tokens of the API.')
  command
    .command('list')
    .description('Lists the published keys, the newest first.')
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (_context, options: { json?: boolean }) => {
        const { keys } = await listPublishedKeys()
        print(
          { keys },
          table([['key', 'algorithm'], ...keys.map(({ kid, alg }) => [String(kid), String(alg)])]),
          options,
        )
      }),
    )
  command
    .command('rotate')
    .description(
      'Makes a new key, which signs ten minutes from now; the old ones stay until their tokens end.',
    )
    .option(
      '--at-once',
      'the old keys have leaked: refuse them, and all tokens they signed, within ten seconds',
    )
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, options: { atOnce?: boolean; json?: boolean }) => {
        const { kid } = await rotateSigningKeys(context, { atOnce: options.atOnce ?? false })
        print({ kid }, [`The key ${kid} is published.`], options)
      }),
    )
  return command
}
