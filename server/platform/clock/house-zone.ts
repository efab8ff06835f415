/** Where the house counts its days. */
export const houseZone = 'Asia/Ho_Chi_Minh'

/** Gives the day that it is there, `2026-11-21`. */
export function houseDay(at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: houseZone, dateStyle: 'short' }).format(at)
}
