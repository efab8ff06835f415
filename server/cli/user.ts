import { text } from 'node:stream/consumers'
import { Command, Option } from 'commander'
import { createAccount, setAccountRole } from '../domains/identity/index.ts'
import { localeSchema, roleSchema } from '../domains/identity/schemas.ts'
import type { Role } from '../platform/context/roles.ts'
import { invalidInput } from '../platform/errors/app-error.ts'
import { print } from './output.ts'
import { onInstance } from './session.ts'

type CreateOptions = {
  email: string
  role: Role
  name?: string
  language: 'vi' | 'en'
  json?: boolean
}

/** `user create --email E --role R --password-stdin`, `user set-role --email E --role R` */
export function userCommand(): Command {
  const command = new Command('user').description('Accounts.')
  command
    .command('create')
    .description('Makes an account; the password is the first line of stdin.')
    .requiredOption('--email <address>', 'what the person signs in with')
    .addOption(
      new Option('--role <role>', 'what the person may do').choices(roleSchema.options).makeOptionMandatory(),
    )
    .requiredOption('--password-stdin', 'read the password from stdin; it never stands in the command')
    .option('--name <name>', 'how the person is called')
    .addOption(new Option('--language <language>', 'of mails').choices(localeSchema.options).default('vi'))
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, options: CreateOptions) => {
        const account = await createAccount(context, {
          email: options.email,
          password: await readPassword(),
          role: options.role,
          displayName: options.name,
          locale: options.language,
        })
        const { id, email, role, displayName } = account
        print({ id, email, role, displayName }, [`${email} may now sign in as ${role}.`], options)
      }),
    )
  command
    .command('set-role')
    .description('Says what an account may do from now on.')
    .requiredOption('--email <address>', 'whose')
    .addOption(
      new Option('--role <role>', 'what the person may do').choices(roleSchema.options).makeOptionMandatory(),
    )
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, options: Pick<CreateOptions, 'email' | 'role' | 'json'>) => {
        const { id, email, role } = await setAccountRole(context, options)
        print({ id, email, role }, [`${email} is now ${role}.`], options)
      }),
    )
  return command
}

async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Password: ')
  const [line = ''] = (await text(process.stdin)).split(/\r?\n/)
  if (line === '') throw invalidInput('account.password-missing', 'No password came on stdin.')
  return line
}
