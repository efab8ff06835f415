'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Suspense, use } from 'react'
import type { WebhookEventDto } from '#server/domains/billing/schemas.ts'
import { useErrorMessage } from '../../errors/use-error-message.ts'
import { formatBytes } from '../../format/format-bytes.ts'
import { Dialog, DialogContent } from '../../ui/dialog.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { formatMoment } from '../format/format-time.ts'
import { FormError } from '../titles/form-error.tsx'
import { isUnreadable } from './event-cells.tsx'
import { formatBody } from './format-body.ts'
import type { ReadEvent } from './webhooks-page.ts'

type EventDialogProps = {
  event: WebhookEventDto
  nowIso: string
  /** Asked for by the press that opened the dialog. */
  reading: Promise<ReadEvent>
  onClose: () => void
}

/** One event with its body as it came; mount it anew each time it opens. */
export function EventDialog({ event, nowIso, reading, onClose }: EventDialogProps) {
  const t = useTranslations('admin-book.webhooks')
  const tProvider = useTranslations('admin-book.provider')
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={`${tProvider(event.provider)}: ${event.kind}`} className="md:max-w-[760px]">
        <EventFacts event={event} nowIso={nowIso} />
        {isUnreadable(event) ? <p className="mt-4 text-small text-shell-2">{t('unreadable')}</p> : null}
        <h3 className="mt-5 mb-2 font-sans text-small font-medium tracking-normal text-shell-2">
          {t('body')}
        </h3>
        <Suspense fallback={<Loading />}>
          <EventBody reading={reading} />
        </Suspense>
      </DialogContent>
    </Dialog>
  )
}

function Loading() {
  const t = useTranslations('admin-book.webhooks')
  return (
    <output className="block">
      <span className="sr-only">{t('loading')}</span>
      <Skeleton className="h-40 w-full" />
    </output>
  )
}

function EventFacts({ event, nowIso }: { event: WebhookEventDto; nowIso: string }) {
  const t = useTranslations('admin-book.webhooks')
  const locale = useLocale()
  const at = (iso: string | null) =>
    iso === null ? t('notYet') : formatMoment(iso, locale, Date.parse(nowIso))
  const facts = [
    ['event', event.eventId],
    ['received', at(event.receivedAt)],
    ['processed', at(isUnreadable(event) ? null : event.processedAt)],
    ['tries', String(event.tries)],
    ...(event.bodyBytes === null ? [] : [['size', formatBytes(event.bodyBytes, locale)] as const]),
    ...(event.error === null ? [] : [['error', event.error] as const]),
  ] as const
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-1.5 text-small">
      {facts.map(([term, fact]) => (
        <div key={term} className="contents">
          <dt className="text-shell-3">{t(`facts.${term}`)}</dt>
          <dd className="tabular break-words">{fact}</dd>
        </div>
      ))}
    </dl>
  )
}

function EventBody({ reading }: { reading: Promise<ReadEvent> }) {
  const t = useTranslations('admin-book.webhooks')
  const message = useErrorMessage()
  const outcome = use(reading)
  if (!outcome.ok) return <FormError>{message(outcome)}</FormError>
  if (outcome.value.body === null) return <p className="text-small text-shell-2">{t('bodyGone')}</p>
  return (
    <pre
      // Scrolled by keys too (axe: scrollable-region-focusable).
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={t('body')}
      className="max-h-[46dvh] overflow-auto rounded-control border border-line bg-ink-1 p-3.5 font-mono text-meta leading-[1.6] break-words whitespace-pre-wrap focus-visible:-outline-offset-2"
    >
      {formatBody(outcome.value.body)}
    </pre>
  )
}
