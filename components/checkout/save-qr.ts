import type { QrView } from './views.ts'

const width = 1080
const quiet = 4

/** Draws the code with these lines beneath it and hands the picture over as a download. */
export async function saveQr({ size, path }: QrView, lines: readonly string[], name: string): Promise<void> {
  const cell = Math.floor(width / (size + 2 * quiet))
  const margin = (width - cell * size) / 2
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = width + lines.length * 64 + 24
  const board = canvas.getContext('2d')
  if (!board) throw new Error('There is no canvas to draw on.')
  board.fillStyle = '#fbf7ee'
  board.fillRect(0, 0, canvas.width, canvas.height)
  board.fillStyle = '#17110d'
  board.font = `500 40px ${getComputedStyle(document.body).fontFamily}`
  board.textAlign = 'center'
  lines.forEach((line, index) => board.fillText(line, width / 2, width + 16 + index * 64, width - 80))
  board.translate(margin, margin)
  board.scale(cell, cell)
  board.fill(new Path2D(path))
  const blob = await new Promise<Blob | null>((give) => canvas.toBlob(give, 'image/png'))
  if (!blob) throw new Error('The picture could not be made.')
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // Safari reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
