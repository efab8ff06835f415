const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const

/** Writes a size in the language's own figures, decimal units as disks are sold: 25,6 GB. */
export function formatBytes(bytes: number, locale: string): string {
  const step = unitStep(bytes)
  return `${inUnit(bytes, step, locale)} ${units[step]}`
}

/** Writes how much of a whole is there, with one unit for both: 18,2 / 25,6 GB. */
export function formatBytesOf(done: number, total: number, locale: string): string {
  const step = unitStep(total)
  return `${inUnit(done, step, locale)} / ${inUnit(total, step, locale)} ${units[step]}`
}

function unitStep(bytes: number): number {
  if (bytes < 1000) return 0
  return Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
}

function inUnit(bytes: number, step: number, locale: string): string {
  const value = bytes / 1000 ** step
  return new Intl.NumberFormat(locale, { maximumFractionDigits: value < 100 && step > 0 ? 1 : 0 }).format(
    value,
  )
}
