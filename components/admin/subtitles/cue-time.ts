/** A moment as people write it, `0:01:02.500`. */
export function formatCueTime(ms: number): string {
  const part = (value: number, digits: number): string => String(value).padStart(digits, '0')
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 3600)}:${part(Math.floor(seconds / 60) % 60, 2)}:${part(seconds % 60, 2)}.${part(ms % 1000, 3)}`
}

/** Reads a moment with or without hours, with a stop or a comma; null when it is none. */
export function parseCueTime(text: string): number | null {
  const match = /^(?:(\d{1,2}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?$/.exec(text.trim())
  if (!match) return null
  const [hours, minutes, seconds] = [Number(match[1] ?? 0), Number(match[2]), Number(match[3])]
  if (minutes > 59 || seconds > 59) return null
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + Number((match[4] ?? '').padEnd(3, '0'))
}
