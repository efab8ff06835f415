'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { showToast } from '../ui/toast.tsx'
import { stillCard } from './card-widths.ts'
import { ContinueCard } from './continue-card.tsx'
import { Row } from './row.tsx'
import { useViewer } from './viewer-state.tsx'
import type { ContinueView } from './views.ts'

/** What one has begun, newest first; each can be taken off, with a way back. */
export function ContinueRow({ items }: { items: ContinueView[] }) {
  const t = useTranslations('catalogue')
  const { actions } = useViewer()
  const [removed, setRemoved] = useState<ReadonlySet<string>>(new Set())
  const [read, setRead] = useState(items)
  // Read again by the server: what was taken off is gone from it, or has been begun anew.
  if (items !== read) {
    setRead(items)
    setRemoved(new Set())
  }

  const mark = (titleId: string, off: boolean) =>
    setRemoved((before) => {
      const after = new Set(before)
      if (off) after.add(titleId)
      else after.delete(titleId)
      return after
    })
  const change = async (titleId: string, off: boolean) => {
    mark(titleId, off)
    const verb = off ? actions.removeFromContinueWatching : actions.restoreToContinueWatching
    const outcome = await verb({ titleId }).catch(() => ({ ok: false }))
    if (!outcome.ok) {
      mark(titleId, !off)
      showToast({ tone: 'failed', text: t('continue.failed') })
    } else if (off) {
      showToast({
        text: t('continue.removed'),
        action: { label: t('undo'), onPress: () => void change(titleId, false) },
      })
    }
  }

  const shown = items.filter((item) => !removed.has(item.id))
  if (shown.length === 0) return null
  return (
    <Row id="continue" heading={t('rows.continue')} cardClassName={stillCard.className}>
      {shown.map((item) => (
        <ContinueCard key={item.id} item={item} onRemove={() => void change(item.id, true)} />
      ))}
    </Row>
  )
}
