const TIMES = /^((?:\d+:)?\d{2}:\d{2}\.\d{3})\s+-->\s+((?:\d+:)?\d{2}:\d{2}\.\d{3})(.*)$/
/** Settings that place a cue; a region would have to be defined, which a track in a film cannot. */
const SETTING =
  /^(?:line:(?:-?\d+|\d+(?:\.\d+)?%)(?:,\w+)?|position:\d+(?:\.\d+)?%(?:,[\w-]+)?|size:\d+(?:\.\d+)?%|align:(?:start|center|end|left|right)|vertical:(?:rl|lr))$/

/** WebVTT of a film as it is kept: its cues with their settings and text, and nothing else that the file may hold. */
export function cleanWebVtt(text: string): string {
  const blocks = text.split(/\n{2,}/).flatMap((block) => {
    const lines = block.split('\n')
    const at = lines.findIndex((line) => TIMES.test(line))
    const [, from = '', to = '', rest = ''] = TIMES.exec(lines[at] ?? '') ?? []
    const body = lines.slice(at + 1).filter((line) => line.trim() !== '')
    if (at < 0 || body.length === 0 || body.some((line) => line.includes('-->'))) return []
    const settings = rest
      .trim()
      .split(/\s+/)
      .filter((setting) => SETTING.test(setting))
      // Not every browser reads where on the box a number is meant.
      .map((setting) => setting.split(',')[0])
    const cleaned = body.map((line) => line.replaceAll(/\p{Cc}/gu, ' '))
    return [`${[`${from} --> ${to}`, ...settings].join(' ')}\n${cleaned.join('\n')}\n`]
  })
  return `WEBVTT\n\n${blocks.join('\n')}`
}
