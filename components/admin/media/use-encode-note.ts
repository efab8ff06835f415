'use client'

import { useTranslations } from 'next-intl'
import type { EncodeProgressDto } from '#server/domains/media/schemas.ts'
import { useSpan } from '../format/use-span.ts'
import { runningRung } from './plan-lamps.ts'

/** Gives a writer of the line below the lamps: the stage and time left, the place in the queue, or the cause of failure. */
export function useEncodeNote(): (encode: EncodeProgressDto) => string | null {
  const t = useTranslations('media')
  const span = useSpan()
  const tLeft = useTranslations('admin.span')
  const failure = useFailureText()
  return (encode) => {
    switch (encode.state) {
      case 'running': {
        const rung = encode.stage === 'encode' ? runningRung(encode.rungs)?.name : undefined
        const stage = rung ?? (encode.stage ? t(`stage.${encode.stage}`) : t('stage.starting'))
        const left = encode.etaSeconds === null ? null : tLeft('left', { span: span(encode.etaSeconds) })
        const chunks = encode.chunks ? t('chunks', encode.chunks) : null
        return [stage, chunks, left].filter(Boolean).join(', ')
      }
      case 'queued':
        return encode.queuePosition === null
          ? t('queue.waiting')
          : encode.queuePosition === 1
            ? t('queue.next')
            : t('queue.place', { place: encode.queuePosition })
      case 'failed':
        return encode.error ? failure(encode.error.code) : t('failure.unexpected')
      case 'cancelled':
      case 'succeeded':
        return null
    }
  }
}

/** Gives a writer of failure causes by code. */
export function useFailureText(): (code: string) => string {
  const t = useTranslations('media.failure')
  return (code) => (t.has(code as 'unexpected') ? t(code as 'unexpected') : t('unexpected'))
}
