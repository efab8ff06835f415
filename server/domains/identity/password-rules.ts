import { invalidInput } from '../../platform/errors/app-error.ts'

let common: Promise<ReadonlySet<string>> | undefined

/**
 * Refuses a password that a guesser tries first: the account's own address, its first part or name, and the some
 * 18,000 most used ones of this length (zxcvbn's list), as OWASP ASVS 5 6.2.4 wants. Throws `account.password-own`,
 * `account.password-common`.
 */
export async function requireGoodPassword(
  password: string,
  account: { email: string; displayName?: string | undefined },
): Promise<void> {
  const given = fold(password)
  const [local = ''] = account.email.split('@')
  if ([account.email, local, account.displayName ?? ''].some((own) => own !== '' && fold(own) === given)) {
    throw invalidInput('account.password-own', 'The password must not be the address or the name itself.', {
      field: 'password',
    })
  }
  common ??= readCommon()
  if ((await common).has(given) || isOneLetter(given)) {
    throw invalidInput('account.password-common', 'The password is one of the most used ones.', {
      field: 'password',
    })
  }
}

/** Read when it is first needed: most processes never judge a password. */
async function readCommon(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  return new Set(dictionary['passwords-common'])
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

function isOneLetter(text: string): boolean {
  return new Set(text).size === 1
}
