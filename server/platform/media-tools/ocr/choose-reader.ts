import { runTool } from '../ffmpeg/run-tool.ts'

/** Languages that tesseract names in its own way; the others by their three letters. */
const NAMES: Record<string, string> = {
  vi: 'vie',
  en: 'eng',
  fr: 'fra',
  de: 'deu',
  es: 'spa',
  it: 'ita',
  pt: 'por',
  ru: 'rus',
  ja: 'jpn',
  ko: 'kor',
  th: 'tha',
  zh: 'chi_sim',
  'zh-Hant': 'chi_tra',
}
const WITHOUT_LANGUAGE = ['vie', 'eng']

/** What to read a language with, of what is installed: its own letters, else those of Vietnamese and English. */
export function chooseReader(language: string, installed: readonly string[]): string | null {
  const own = NAMES[language] ?? NAMES[language.split('-')[0] ?? '']
  if (own && installed.includes(own)) return own
  const others = WITHOUT_LANGUAGE.filter((name) => installed.includes(name))
  return others.length > 0 ? others.join('+') : null
}

/** The languages that this machine's tesseract can read. */
export async function listReaders(tesseractPath: string): Promise<string[]> {
  const { stdout } = await runTool({ tool: tesseractPath, args: ['--list-langs'], failure: 'tool-missing' })
  return stdout
    .split('\n')
    .slice(1)
    .map((line) => line.trim())
    .filter((name) => name !== '' && name !== 'osd')
}
