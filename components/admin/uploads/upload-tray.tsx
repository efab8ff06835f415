'use client'

import { ChevronDown, ChevronUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { showToast } from '../../ui/toast.tsx'
import { chooseFiles } from '../drop/choose-files.ts'
import { filmAccept } from '../drop/film-files.ts'
import { useSpan } from '../format/use-span.ts'
import { secondsLeft } from './transfer-rate.ts'
import { isUnderWay, type UploadItem } from './upload-item.ts'
import { UploadLine } from './upload-line.tsx'
import { useUploads } from './uploads-provider.tsx'

/** The transfers, bottom right on every admin page; on phones along the foot. Absent while there are none. */
export function UploadTray() {
  const t = useTranslations('admin.uploads')
  const { queue, items } = useUploads()
  const [open, setOpen] = useState(true)
  const [leaving, setLeaving] = useState<UploadItem | null>(null)
  if (items.length === 0) return null
  const chooseAgain = (item: UploadItem) =>
    chooseFiles({ accept: filmAccept, multiple: false }, (files) => {
      if (queue.resumeWith(files).length > 0)
        showToast({ tone: 'failed', text: t('wrongFile', { name: item.fileName }) })
    })
  return (
    <section
      aria-label={t('label')}
      className="fixed right-0 bottom-0 z-30 w-full rounded-t-sheet border border-line bg-ink-2 pb-[env(safe-area-inset-bottom)] shadow-menu md:right-6 md:bottom-6 md:w-[372px] md:rounded-card"
    >
      <TrayHead items={items} open={open} onToggle={() => setOpen(!open)} />
      {open ? (
        <ul className="max-h-[min(52dvh,420px)] overflow-y-auto px-4 pb-2">
          {items.map((item) => (
            <UploadLine
              key={item.id}
              item={item}
              onPause={() => queue.pause(item.id)}
              onResume={() => queue.resume(item.id)}
              onUseKnown={() => void queue.useKnown(item.id)}
              onGoOn={() => queue.goOnWithUnfinished(item.id)}
              onSendAnyway={() => queue.sendAnyway(item.id)}
              onChooseAgain={() => chooseAgain(item)}
              onCancel={() => setLeaving(item)}
              onDismiss={() => queue.remove(item.id)}
            />
          ))}
        </ul>
      ) : null}
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={(next) => !next && setLeaving(null)}
        title={t('cancelAsk', { name: leaving?.fileName ?? '' })}
        description={t('cancelBody')}
        keepLabel={t('cancelKeep')}
        confirmLabel={t('cancelConfirm')}
        onConfirm={() => {
          if (leaving) void queue.cancel(leaving.id)
          setLeaving(null)
        }}
      />
    </section>
  )
}

function TrayHead({
  items,
  open,
  onToggle,
}: {
  items: readonly UploadItem[]
  open: boolean
  onToggle: () => void
}) {
  const t = useTranslations('admin.uploads')
  const tSpan = useTranslations('admin.span')
  const span = useSpan()
  const left = trayLeft(items)
  const Chevron = open ? ChevronDown : ChevronUp
  return (
    <h2 className="font-sans text-body font-semibold tracking-normal">
      <button
        type="button"
        onClick={onToggle}
        aria-expanded={open}
        className="flex min-h-12 w-full items-center gap-2 rounded-card px-4 text-left"
      >
        <span className="min-w-0 flex-1 truncate">{headWords(items, t)}</span>
        {left === null ? null : (
          <span className="tabular text-small font-normal text-shell-3">
            {tSpan('left', { span: span(left) })}
          </span>
        )}
        <Chevron aria-hidden size={18} strokeWidth={1.75} />
        <span className="sr-only">{open ? t('collapse') : t('expand')}</span>
      </button>
    </h2>
  )
}

function headWords(
  items: readonly UploadItem[],
  t: ReturnType<typeof useTranslations<'admin.uploads'>>,
): string {
  const underWay = items.filter(isUnderWay).length
  if (underWay > 0) return t('sending', { count: underWay })
  const asking = items.filter((item) => item.state === 'known').length
  if (asking > 0) return t('asking', { count: asking })
  const forgotten = items.filter((item) => item.state === 'needs-file' || item.state === 'failed').length
  if (forgotten > 0) return t('waitingForFiles', { count: forgotten })
  return items.some((item) => item.state === 'paused') ? t('paused') : t('finished')
}

/** The longest time left of any transfer that moves, in seconds. */
function trayLeft(items: readonly UploadItem[]): number | null {
  const each = items
    .filter((item) => item.state === 'sending')
    .map((item) => (item.rate ? secondsLeft(item.rate, item.sizeBytes) : null))
    .filter((seconds) => seconds !== null)
  return each.length === 0 ? null : Math.max(...each)
}
