import { env } from '../../platform/env/env.ts'
import { invalidInput } from '../../platform/errors/app-error.ts'

/** What a guesser tries first of this house: its name, and what it is. Digits and signs around them hide nothing. */
const houseWords = [
  'marquee',
  'xemphim',
  'phimhay',
  'phim',
  'film',
  'cinema',
  'movie',
  'netflix',
  'streaming',
]

let common: Promise<ReadonlySet<string>> | undefined

/**
 * Refuses a password that a guesser tries first: the account's own address, its first part or name, the roughly 18,000
 * most used ones of this length (zxcvbn's list), as OWASP ASVS 5 6.2.4 wants, and words of the house (6.2.11). Throws
 * `account.password-own`, `account.password-common`.
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
  if ((await common).has(given) || isOneLetter(given) || isOfHouse(given)) {
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

/** Nothing but words of the house, the first word of its address among them: `Marquee2026!`, `xem phim 123`. */
function isOfHouse(text: string): boolean {
  const letters = text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}]/gu, '')
  const [own = ''] = new URL(env().MARQUEE_PUBLIC_URL).hostname.replace(/^www\./, '').split('.')
  const words = [...houseWords, own.replaceAll(/[^a-z]/g, '')].filter((word) => word.length > 2)
  return letters !== '' && leftAfter(letters, words) === ''
}

function leftAfter(letters: string, words: readonly string[]): string {
  return words
    .toSorted((one, other) => other.length - one.length)
    .reduce((left, word) => left.replaceAll(word, ''), letters)
}
