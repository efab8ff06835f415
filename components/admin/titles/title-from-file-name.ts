export type TitleGuess = { title: string; year: number | null }

const releaseWords =
  /\b(?:\d{3,4}p|[48]k|uhd|hdr10?|sdr|x26[45]|h ?26[45]|hevc|avc|av1|aac|ac3|dts|prores|web ?-?(?:rip|dl)|blu ?ray|bd ?rip|master|final|v\d+)\b/giu
const yearPattern = /\b(19[0-9]{2}|20[0-9]{2})\b/u

/** Guesses a title, and its year where the name carries one, from a film's file name: `tam-bao_2024.1080p.mov`. */
export function titleFromFileName(fileName: string): TitleGuess {
  const bare = fileName
    .normalize('NFC')
    .replace(/^.*[\\/]/u, '')
    .replace(/\.[a-z0-9]{2,5}$/iu, '')
  const spaced = squeeze(bare.replace(/\[[^\]]*\]/gu, ' ').replace(/[._()+-]+/gu, ' '))
  const withoutJunk = squeeze(spaced.replace(releaseWords, ' '))
  const year = yearPattern.exec(withoutJunk)?.[1]
  const withoutYear = year ? squeeze(withoutJunk.replace(year, ' ')) : withoutJunk
  // A film may be named by a year or by nothing but release words: then those are its name.
  const title = withoutYear || withoutJunk || spaced || bare
  return { title: capitalise(title), year: year && withoutYear ? Number(year) : null }
}

function squeeze(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

function capitalise(text: string): string {
  if (text !== text.toLocaleLowerCase('vi')) return text
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)
}
