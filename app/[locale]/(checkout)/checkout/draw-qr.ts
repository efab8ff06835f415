import { create } from 'qrcode'
import type { QrView } from '#components/checkout/views.ts'

/** Gives the QR code of a text (ISO/IEC 18004, a seventh of it may be lost) as one path of dark squares. */
export function drawQr(text: string): QrView {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const { size } = modules
  let path = ''
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!modules.get(row, column)) continue
      const from = column
      while (column + 1 < size && modules.get(row, column + 1)) column++
      path += `M${from} ${row}h${column - from + 1}v1h-${column - from + 1}z`
    }
  }
  return { size, path }
}
