'use client'

import { Eye, RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { WebhookEventDto } from '#server/domains/billing/schemas.ts'
import { StatusBadge, type StatusTone } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/button.tsx'

const tones: Record<string, StatusTone> = {
  settled: 'success',
  credited: 'success',
  active: 'success',
  trial: 'success',
  held: 'waiting',
  queued: 'waiting',
  pending: 'waiting',
  'past-due': 'waiting',
  quarantined: 'failed',
  foreign: 'failed',
  failed: 'failed',
  unreadable: 'failed',
}

/** What became of an event: done and how, waiting, or failing. */
export function EventOutcome({ event }: { event: WebhookEventDto }) {
  const t = useTranslations('admin-book.webhooks')
  const { processedAt, outcome, error } = event
  if (processedAt === null)
    return error === null ? (
      <StatusBadge tone="waiting">{t('waiting')}</StatusBadge>
    ) : (
      <StatusBadge tone="failed">{t('failing')}</StatusBadge>
    )
  const key = `outcome.${outcome ?? 'nothing'}` as 'outcome.settled'
  return <StatusBadge tone={tones[outcome ?? ''] ?? 'neutral'}>{t.has(key) ? t(key) : outcome}</StatusBadge>
}

/** At whom it happened, what, and what the provider calls it. */
export function EventName({ event }: { event: WebhookEventDto }) {
  const t = useTranslations('admin-book.provider')
  return (
    <>
      <span className="block leading-[1.4]">
        <span className="font-medium">{t(event.provider)}</span>{' '}
        <code className="font-mono text-small [overflow-wrap:anywhere] text-shell-2">{event.kind}</code>
      </span>
      <code className="block font-mono text-meta break-all text-shell-3">{event.eventId}</code>
      {event.processedAt === null && event.error !== null ? (
        <span className="block text-small break-words text-son-text">{event.error}</span>
      ) : null}
    </>
  )
}

/** Tells whether working on it once more can do anything. */
export function canReplay({ outcome, bodyBytes }: WebhookEventDto): boolean {
  return outcome !== 'nothing' && bodyBytes !== null
}

/** Tells whether it waits for a Marquee that can read it. */
export function isUnreadable({ outcome }: WebhookEventDto): boolean {
  return outcome === 'unreadable'
}

type EventButtonsProps = {
  event: WebhookEventDto
  mayReplay: boolean
  onOpen: () => void
  onReplay: () => void
}

/** Shows the body; works on it once more. */
export function EventButtons({ event, mayReplay, onOpen, onReplay }: EventButtonsProps) {
  const t = useTranslations('admin-book.webhooks')
  const name = event.eventId
  return (
    <span className="inline-flex gap-1">
      <IconButton size="sm" variant="text" label={t('openOf', { event: name })} onClick={onOpen}>
        <Eye aria-hidden size={18} strokeWidth={1.75} />
      </IconButton>
      {mayReplay && canReplay(event) ? (
        <IconButton size="sm" variant="text" label={t('replayOf', { event: name })} onClick={onReplay}>
          <RotateCw aria-hidden size={18} strokeWidth={1.75} />
        </IconButton>
      ) : null}
    </span>
  )
}
