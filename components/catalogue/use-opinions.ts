import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import type { Opinion } from '#server/domains/profiles/schemas.ts'
import { showToast } from '../ui/toast.tsx'

type Opinions = {
  opinionOf: (titleId: string) => Opinion | null
  rate: (titleId: string, value: Opinion | null) => void
}

/** Gives what the viewer thinks of titles; a change shows at once and goes back where it could not be kept. */
export function useOpinions(
  kept: Record<string, Opinion>,
  actions: { rateTitle: (input: { titleId: string; value: Opinion | null }) => Promise<{ ok: boolean }> },
): Opinions {
  const t = useTranslations('catalogue')
  const [changes, setChanges] = useState<ReadonlyMap<string, Opinion | null>>(new Map())
  const opinionOf = useCallback(
    (titleId: string) => changes.get(titleId) ?? (changes.has(titleId) ? null : (kept[titleId] ?? null)),
    [changes, kept],
  )
  const rate = useCallback(
    (titleId: string, value: Opinion | null) => {
      const before = opinionOf(titleId)
      const show = (opinion: Opinion | null) => setChanges((known) => new Map(known).set(titleId, opinion))
      show(value)
      void actions
        .rateTitle({ titleId, value })
        .catch(() => ({ ok: false }))
        .then(({ ok }) => {
          if (ok) return
          show(before)
          showToast({ tone: 'failed', text: t('rate.failed') })
        })
    },
    [actions, opinionOf, t],
  )
  return { opinionOf, rate }
}
