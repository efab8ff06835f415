import type { Cue, CuePlace, CueSpan } from './cue.ts'

/** Writes cues as a WebVTT file (W3C), in order of time: text escaped, styles as tags, places as settings. */
export function writeWebVtt(cues: readonly Cue[]): string {
  const seen = new Set<string>()
  const blocks = cues
    .toSorted((a, b) => a.startMs - b.startMs || a.endMs - b.endMs)
    .flatMap((cue) => {
      const text = writeText(cue.spans)
      if (text === '' || cue.endMs <= cue.startMs) return []
      const block = `${vttTime(cue.startMs)} --> ${vttTime(cue.endMs)}${writePlace(cue.place)}\n${text}`
      // The same line on several layers (a border and its letters) is one line here.
      if (seen.has(block)) return []
      seen.add(block)
      return block
    })
  return `WEBVTT\n\n${blocks.map((block) => `${block}\n`).join('\n')}`
}

/** Milliseconds as WebVTT writes them: 01:02:03.004. */
export function vttTime(ms: number): string {
  const part = (value: number, digits: number): string => String(value).padStart(digits, '0')
  const whole = Math.max(0, Math.round(ms))
  return `${part(Math.floor(whole / 3_600_000), 2)}:${part(Math.floor(whole / 60_000) % 60, 2)}:${part(Math.floor(whole / 1000) % 60, 2)}.${part(whole % 1000, 3)}`
}

function writeText(spans: readonly CueSpan[]): string {
  return joinAlike(spans)
    .map(writeSpan)
    .join('')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.replaceAll(/<[^>]*>/g, '') !== '')
    .join('\n')
}

function joinAlike(spans: readonly CueSpan[]): CueSpan[] {
  const joined: CueSpan[] = []
  for (const span of spans) {
    const last = joined.at(-1)
    if (last && styleKey(last) === styleKey(span)) last.text += span.text
    else joined.push({ ...span })
  }
  return joined
}

const styleKey = ({ bold, italic, underline, color }: CueSpan): string =>
  [bold, italic, underline, color].join()

// Each line is a whole of its own, so that an emptied one can go without breaking a tag.
function writeSpan({ text, bold, italic, underline, color }: CueSpan): string {
  const tags = [
    ...(color ? [`c.${color}`] : []),
    ...(bold ? ['b'] : []),
    ...(italic ? ['i'] : []),
    ...(underline ? ['u'] : []),
  ]
  const open = tags.map((tag) => `<${tag}>`).join('')
  const close = tags
    .toReversed()
    .map((tag) => `</${tag.split('.')[0]}>`)
    .join('')
  return text
    .split('\n')
    .map((line) => (line.trim() === '' ? line : `${open}${escapeText(line)}${close}`))
    .join('\n')
}

function escapeText(text: string): string {
  return text
    .replaceAll(/\p{Cc}/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

function writePlace({ align, line, position }: CuePlace): string {
  const percent = (value: number): string => `${Math.round(Math.min(100, Math.max(0, value)))}%`
  return [
    ...(line === null ? [] : [` line:${percent(line)}`]),
    ...(position === null ? [] : [` position:${percent(position)}`]),
    ...(align === 'center' ? [] : [` align:${align}`]),
  ].join('')
}
