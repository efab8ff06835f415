import { invalidInput } from './app-error.ts'

/**
 * Refuses as `input.invalid` text that no database of ours can keep: with a NUL, or with half of a surrogate pair.
 * Looks into objects and lists, however deep.
 */
export function checkText(value: unknown): void {
  const open: [field: string, value: unknown][] = [['', value]]
  for (let next = open.pop(); next; next = open.pop()) {
    const [field, each] = next
    if (typeof each === 'string') refuseOdd(field, each)
    if (typeof each !== 'object' || each === null || ArrayBuffer.isView(each)) continue
    for (const [name, inner] of Object.entries(each)) {
      refuseOdd(field, name)
      open.push([Array.isArray(each) ? field : name, inner])
    }
  }
}

function refuseOdd(field: string, text: string): void {
  if (!text.includes('\0') && text.isWellFormed()) return
  const reason = 'There are characters in it that no text has.'
  throw invalidInput('input.invalid', reason, { field, reason })
}
