import { BanksObject, QRPay } from 'vietnam-qr-pay'

/** A bank account that takes transfers. */
export type BankAccount = {
  /** The bank's six digits at NAPAS. */
  bin: string
  /** What people look the bank up by in their app, `Vietcombank`. */
  bank: string
  number: string
  holder: string
}

/** Gives the name of the bank with these six digits at NAPAS; null where no bank has them. */
export function bankName(bin: string): string | null {
  return Object.values(BanksObject).find((bank) => bank.bin === bin)?.shortName ?? null
}

/** The most that a QR code may say about what a transfer is for. */
export const longestPurpose = 25

/**
 * Gives the text of a VietQR code (EMVCo, NAPAS 247) that fills in a transfer of so many đồng to the account, with the
 * purpose, at most 25 letters and digits. Any Vietnamese bank's app reads it.
 */
export function transferQr(
  account: Pick<BankAccount, 'bin' | 'number'>,
  amountVnd: number,
  purpose: string,
): string {
  if (!Number.isSafeInteger(amountVnd) || amountVnd <= 0) throw new RangeError(`No amount: ${amountVnd}`)
  if (purpose.length > longestPurpose) throw new RangeError(`Too long for a QR code: ${purpose}`)
  const { bin: bankBin, number: bankNumber } = account
  return QRPay.initVietQR({ bankBin, bankNumber, amount: String(amountVnd), purpose }).build()
}
