/** The legacy encodings that subtitles of a language were usually kept in; whatever is not named was Western. */
const LEGACY: Record<string, string> = {
  vi: 'windows-1258',
  ...Object.fromEntries(['ru', 'uk', 'bg', 'sr', 'mk', 'be'].map((tag) => [tag, 'windows-1251'])),
  ...Object.fromEntries(['pl', 'cs', 'sk', 'hu', 'hr', 'sl', 'ro', 'bs'].map((tag) => [tag, 'windows-1250'])),
  el: 'windows-1253',
  tr: 'windows-1254',
  he: 'windows-1255',
  ar: 'windows-1256',
  fa: 'windows-1256',
  lt: 'windows-1257',
  lv: 'windows-1257',
  et: 'windows-1257',
  th: 'windows-874',
  ja: 'shift_jis',
  ko: 'euc-kr',
  zh: 'gb18030',
}
/** Of what is not ASCII: a file with fewer broken letters is UTF-8 that was damaged. */
const DAMAGED_SHARE = 0.25

/**
 * Text of a subtitle file: UTF-8 or UTF-16 by its mark, UTF-8 where it is that, else the encoding that its language
 * was kept in before. Letters come composed (NFC), with line feeds alone.
 */
export function decodeText(bytes: Uint8Array, language: string): string {
  return decodeBytes(bytes, language)
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replace(/^\uFEFF/, '')
}

function decodeBytes(bytes: Uint8Array, language: string): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const text = new TextDecoder('utf-8').decode(bytes)
  const broken = text.split('\uFFFD').length - 1
  const beyondAscii = (text.match(/\P{ASCII}/gu) ?? []).length
  if (broken <= beyondAscii * DAMAGED_SHARE) return text
  return new TextDecoder(LEGACY[language.split('-')[0] ?? ''] ?? 'windows-1252').decode(bytes)
}
