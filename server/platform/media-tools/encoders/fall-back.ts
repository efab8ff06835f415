import type { Log } from '../../log/log.ts'
import { MediaToolError } from '../errors.ts'
import type { Encoder, EncodeProgress } from '../port.ts'

/**
 * Encodes with `first`, and anew with `second` where that fails: a card has only so many sessions, may be lost, and
 * refuses sizes that the processor takes. Progress waits until the second has come as far as the first.
 */
export function withFallBack(first: Encoder, second: Encoder, log: Log): Encoder {
  return {
    name: first.name,
    async encode(input) {
      const whole = { ...input, onProgress: neverBack(input.onProgress) }
      try {
        return await first.encode(whole)
      } catch (error) {
        if (!(error instanceof MediaToolError) || error.code !== 'encode-failed') throw error
        const { requestKey } = input
        log.warn({ err: error, requestKey, encoder: first.name, instead: second.name }, 'an encoder failed')
        return second.encode(whole)
      }
    },
  }
}

function neverBack(
  tell: ((progress: EncodeProgress) => void) | undefined,
): ((progress: EncodeProgress) => void) | undefined {
  if (!tell) return undefined
  let percent = 0
  return (progress) => {
    percent = Math.max(percent, progress.percent)
    tell({ ...progress, percent })
  }
}
