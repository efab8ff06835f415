/** What was read of one picture. */
export type ReadText = { text: string; confidence: number }

type Word = { page: number; line: string; confidence: number; text: string }

/**
 * Reads tesseract's TSV (level, page, block, paragraph, line, word, left, top, width, height, confidence, text) into
 * one text a page; `pages` is how many pictures were given, and one that nothing was read of gives "".
 */
export function parseWords(tsv: string, pages: number): ReadText[] {
  const words = tsv.split('\n').flatMap(readWord)
  return Array.from({ length: pages }, (_, index) => {
    const own = words.filter((word) => word.page === index + 1)
    const lines = Map.groupBy(own, (word) => word.line)
    const text = [...lines.values()].map((line) => line.map((word) => word.text).join(' ')).join('\n')
    const sum = own.reduce((total, word) => total + word.confidence, 0)
    return { text: text.normalize('NFC'), confidence: own.length === 0 ? 0 : Math.round(sum / own.length) }
  })
}

function readWord(row: string): Word[] {
  const fields = row.replace(/\r$/, '').split('\t')
  const [level, page, block, paragraph, line] = fields
  const confidence = Number(fields[10])
  const text = fields.slice(11).join('\t').trim()
  if (level !== '5' || !(confidence >= 0) || text === '') return []
  return [{ page: Number(page), line: `${page}-${block}-${paragraph}-${line}`, confidence, text }]
}
