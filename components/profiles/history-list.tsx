'use client'

import { X } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Link, useRouter } from '#i18n/navigation.ts'
import { titleHref } from '../catalogue/addresses.ts'
import { episodeWords } from '../catalogue/play-words.ts'
import type { EpisodeRef } from '../catalogue/views.ts'
import { Artwork, type Picture } from '../ui/artwork.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { LightLine } from '../ui/light-line.tsx'
import { showToast } from '../ui/toast.tsx'

export type HistoryEntryView = {
  assetId: string
  /** ISO 8601, UTC. */
  watchedAt: string
  finished: boolean
  /** How much of it, 0 to 1. */
  share: number
  /** Null for a film, and for an episode that is gone. */
  episode: EpisodeRef | null
  /** Null for what is shown no more. */
  title: { slug: string; name: string; still: Picture | null; accent: string | null } | null
}

type Outcome = { ok: boolean }
type HistoryListProps = {
  entries: HistoryEntryView[]
  remove: (input: { assetId: string }) => Promise<Outcome>
  clear: () => Promise<Outcome>
}

/** Everything watched, newest first; each can go by itself, all together after a question. */
export function HistoryList({ entries, remove, clear }: HistoryListProps) {
  const t = useTranslations('profiles.history')
  const router = useRouter()
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)

  const forget = async (assetId: string, name: string) => {
    setGone((before) => new Set(before).add(assetId))
    const { ok } = await remove({ assetId }).catch(() => ({ ok: false }))
    if (ok) {
      showToast({ text: t('removed', { name }) })
      router.refresh()
      return
    }
    setGone((before) => new Set([...before].filter((id) => id !== assetId)))
    showToast({ tone: 'failed', text: t('failed') })
  }
  const forgetAll = async () => {
    setBusy(true)
    const { ok } = await clear().catch(() => ({ ok: false }))
    setBusy(false)
    setAsking(false)
    showToast(ok ? { text: t('cleared') } : { tone: 'failed', text: t('failed') })
    if (ok) router.refresh()
  }
  return (
    <>
      <div className="mb-4 flex justify-end">
        <Button variant="text" size="sm" onClick={() => setAsking(true)}>
          {t('clear')}
        </Button>
      </div>
      <ul className="divide-y divide-line border-y border-line">
        {entries
          .filter(({ assetId }) => !gone.has(assetId))
          .map((entry) => (
            <HistoryLine
              key={entry.assetId}
              entry={entry}
              onRemove={(name) => void forget(entry.assetId, name)}
            />
          ))}
      </ul>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('clearTitle')}
        description={t('clearBody')}
        keepLabel={t('keep')}
        confirmLabel={t('clear')}
        busy={busy}
        onConfirm={() => void forgetAll()}
      />
    </>
  )
}

function HistoryLine({ entry, onRemove }: { entry: HistoryEntryView; onRemove: (name: string) => void }) {
  const t = useTranslations('profiles.history')
  const tCatalogue = useTranslations('catalogue')
  const format = useFormatter()
  const { title, episode, finished, share } = entry
  const name = title?.name ?? t('gone')
  const at = new Date(entry.watchedAt)
  const day = format.dateTime(at, { day: 'numeric', month: 'long', year: 'numeric' })
  const when = t('moment', { day, time: format.dateTime(at, { timeStyle: 'short' }) })
  return (
    <li className="flex items-center gap-4 py-3">
      <div className="w-28 shrink-0 md:w-36">
        <div className="aspect-video overflow-hidden rounded-control">
          <Artwork picture={title?.still ?? null} name={name} accent={title?.accent ?? null} sizes="144px" />
        </div>
        <LightLine value={share} className="mt-1" />
      </div>
      <div className="min-w-0 flex-1">
        <p className="line-clamp-2 py-0.5 text-body font-medium">
          {title ? (
            <Link href={titleHref(title.slug)} className="rounded-control hover:text-lamp-text">
              {name}
            </Link>
          ) : (
            <span className="text-shell-3">{name}</span>
          )}
        </p>
        <p className="text-small text-shell-2">
          {episode ? `${episodeWords(episode, tCatalogue)} · ` : null}
          {finished ? t('finished') : t('share', { percent: Math.round(share * 100) })}
        </p>
        <p className="tabular text-small text-shell-3">{when}</p>
      </div>
      <IconButton label={t('remove', { name })} size="md" variant="text" onClick={() => onRemove(name)}>
        <X aria-hidden size={18} strokeWidth={1.75} />
      </IconButton>
    </li>
  )
}
