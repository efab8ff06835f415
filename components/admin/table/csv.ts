/** Gives a spreadsheet as RFC 4180 text with a byte order mark, so that Excel reads Vietnamese as UTF-8. */
export function toCsv(rows: ReadonlyArray<ReadonlyArray<string | number | null>>): string {
  return `\uFEFF${rows.map(csvLine).join('')}`
}

/** Writes one line with its end. */
export function csvLine(row: ReadonlyArray<string | number | null>): string {
  return `${row.map(csvField).join(',')}\r\n`
}

/** Writes one field; text that a spreadsheet would run as a formula is led by an apostrophe (OWASP CSV injection). */
export function csvField(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const harmless = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
