import { parse } from 'parse-torrent-title'

/** What a film file's name tells; safe in the browser. */
export type TitleGuess = { title: string; year: number | null }

export type FileNameGuess =
  | ({ kind: 'film' } & TitleGuess)
  /** Of a series; `episodeTitle` is null where the name has none. */
  | { kind: 'episode'; series: TitleGuess; season: number; episode: number; episodeTitle: string | null }

const releaseWords =
  /\b(?:\d{3,4}p|[48]k|uhd|hdr10?|sdr|x26[45]|h ?26[45]|hevc|avc|av1|aac|ac3|dts|prores|web ?-?(?:rip|dl)|blu ?ray|bd ?rip|master|final|v\d+)\b/giu
const yearPattern = /\b(19[0-9]{2}|20[0-9]{2})\b/u
const seasonWord = '(?:season|mùa|mua|s|t)'
const episodeWord = '(?:episode|tập|tap|ep|e|x)'
const both = new RegExp(
  `(?<![\\p{L}\\d])${seasonWord}[\\s._-]*(\\d{1,3})[\\s._-]*${episodeWord}[\\s._-]*(\\d{1,4})(?:-?e\\d+)*(?!\\d)`,
  'iu',
)
const crossed = /(?<![\p{L}\d])(\d{1,2})x(\d{2,3})(?!\d)/iu
const episodeAlone = /(?<!\p{L})(?:episode|tập|tap|ep|e)[\s._-]*(\d{1,4})(?!\d)/iu
const leadingNumber = /^(\d{1,3})(?=[\s._-]|$)/u
const seasonFolder = new RegExp(`^${seasonWord}[\\s._-]*(\\d{1,3})$`, 'iu')

/** Guesses a title, and its year where the name carries one, from a film's file name: `tam-bao_2024.1080p.mov`. */
export function titleFromFileName(fileName: string): TitleGuess {
  const bare = withoutExtension(fileName)
  // Of `ve-sau` the parser would take the end for the name of a release group.
  const parsed = parse(/[\s._]/u.test(bare) ? bare : bare.replaceAll('-', ' '))
  const name = parsed.title || bare
  const spaced = squeeze(name.replace(/\[[^\]]*\]/gu, ' ').replace(/[._()+-]+/gu, ' '))
  const withoutJunk = squeeze(spaced.replace(releaseWords, ' '))
  const year = parsed.year ?? yearPattern.exec(withoutJunk)?.[1]
  const withoutYear = year ? squeeze(withoutJunk.replace(String(year), ' ')) : withoutJunk
  // A film may be named by a year or by nothing but release words: then those are its name.
  const title = withoutYear || withoutJunk || spaced || bare
  return { title: capitalise(title).slice(0, 200), year: year && withoutYear ? Number(year) : null }
}

/**
 * Guesses what a film within a folder is, by its name and those of the folders above it (outermost first):
 * `The.Show.S01E02.mkv`, `Hẻm Cụt 88/Mùa 2/Tập 03 - Cánh cửa.mkv`, `Đêm Tâm Bão (2024).mp4`.
 */
export function readFileName(fileName: string, folders: readonly string[] = []): FileNameGuess {
  const bare = withoutExtension(fileName)
  const match = both.exec(bare) ?? crossed.exec(bare)
  const inner = folders.at(-1)?.normalize('NFC') ?? ''
  const folderSeason = seasonFolder.exec(inner)?.[1]
  if (match) {
    const before = squeeze(bare.slice(0, match.index).replace(/[\s._-]+$/u, ''))
    const folder = folders.findLast((name) => !seasonFolder.test(name.normalize('NFC')))
    return episodeOf(before || folder || bare, Number(match[1]), Number(match[2]), after(bare, match))
  }
  if (!folderSeason) return { kind: 'film', ...titleFromFileName(fileName) }
  const number = episodeAlone.exec(bare) ?? leadingNumber.exec(bare)
  const series = folders.at(-2)
  if (!number || !series) return { kind: 'film', ...titleFromFileName(fileName) }
  return episodeOf(series, Number(folderSeason), Number(number[1]), after(bare, number))
}

function episodeOf(series: string, season: number, episode: number, rest: string): FileNameGuess {
  // With an extension of its own, so that a name's last dot does not cost a word.
  const named = series.replace(/(?<=\p{L})-(?=[\p{L}\d])/gu, ' ')
  const year = yearPattern.exec(named)?.[1]
  const title = squeeze((year ? named.replace(year, ' ') : named).replace(/[._()[\]]+/gu, ' '))
  const guess = {
    title: capitalise(title || series).slice(0, 200),
    year: year && title ? Number(year) : null,
  }
  return { kind: 'episode', series: guess, season, episode, episodeTitle: rest === '' ? null : rest }
}

/** What follows the number: the episode's own title, where it is more than words of a release. */
function after(bare: string, match: RegExpExecArray): string {
  const rest = bare.slice(match.index + match[0].length).replace(/^[\s._-]+/u, '')
  if (rest === '') return ''
  const cleaned = squeeze(
    rest
      .replace(/\[[^\]]*\]/gu, ' ')
      .replace(/[._]+/gu, ' ')
      .replace(releaseWords, ' '),
  )
  return cleaned.replace(/^[\s-]+|[\s-]+$/gu, '').slice(0, 200)
}

function withoutExtension(fileName: string): string {
  return fileName
    .normalize('NFC')
    .replace(/^.*[\\/]/u, '')
    .replace(/\.[a-z0-9]{2,5}$/iu, '')
}

function squeeze(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

function capitalise(text: string): string {
  if (text !== text.toLocaleLowerCase('vi')) return text
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)
}
