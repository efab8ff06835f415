import { randomInt } from 'node:crypto'

/**
 * Digits and capitals that nobody mistakes for each other: people type a code off a screen. Without those of the
 * prefix, so that a code begins in one place only; an even number of them, as the check digit wants.
 */
const alphabet = '23456789ABCDEFGHJKLNPRSTUVWXYZ'
const freeLetters = 7
const onlyLetters = new RegExp(`^[${alphabet}]+$`)

/** What SePay is told to look for; every code begins with it. */
export const codePrefix = 'MQ'
/** How long a code is, its prefix and check digit included. */
export const codeLength = codePrefix.length + freeLetters + 1

/** Gives a new code for a transfer: `MQ`, seven letters by chance (34 bits), a check digit. */
export function makePaymentCode(): string {
  const free = Array.from({ length: freeLetters }, () => alphabet[randomInt(alphabet.length)]).join('')
  return `${codePrefix}${free}${checkDigit(free)}`
}

/**
 * Finds the codes in what a bank hands on, each once, in order of appearance. Banks strip dashes, wallets wrap the
 * text and put words beside it: only letters and digits are looked at, in capitals. A wrong check digit is no code.
 */
export function findPaymentCodes(text: string): string[] {
  const plain = text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
  const found = new Set<string>()
  for (let at = plain.indexOf(codePrefix); at !== -1; at = plain.indexOf(codePrefix, at + 1)) {
    const code = plain.slice(at, at + codeLength)
    if (isPaymentCode(code)) found.add(code)
  }
  return [...found]
}

/** Tells whether it looks like a code of ours and its check digit is right. */
export function isPaymentCode(code: string): boolean {
  if (code.length !== codeLength || !code.startsWith(codePrefix)) return false
  const free = code.slice(codePrefix.length, -1)
  return onlyLetters.test(free) && code.at(-1) === checkDigit(free)
}

/** Luhn's check digit over 30 letters: it notices one wrong letter, and two neighbours that changed places. */
function checkDigit(letters: string): string {
  const base = alphabet.length
  let sum = 0
  for (let index = 0; index < letters.length; index++) {
    const value = alphabet.indexOf(letters.charAt(letters.length - 1 - index)) * (index % 2 === 0 ? 2 : 1)
    sum += Math.floor(value / base) + (value % base)
  }
  return alphabet[(base - (sum % base)) % base] ?? ''
}
