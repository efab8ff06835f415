'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Dialog } from 'radix-ui'
import type { EpisodeChoice } from '#server/domains/playback/schemas.ts'
import { cn } from '#components/ui/class-names.ts'
import { LightLine } from '#components/ui/light-line.tsx'
import { chapterAt, formatTime } from '../controller/timeline-math.ts'
import { useEpisodeLabel } from './episode-label.ts'
import { useLocalText, usePlayer, usePlayerClock } from './player-context.tsx'
import { useHold } from './use-hold.ts'

type EpisodesPanelProps = { open: boolean; onOpenChange: (open: boolean) => void }

/** The episodes of the title, or the chapters of the film, in a panel at the side. */
export function EpisodesPanel({ open, onOpenChange }: EpisodesPanelProps) {
  const t = useTranslations('playback')
  const ui = useTranslations('ui')
  const { playback } = usePlayer()
  useHold(open)
  const hasEpisodes = playback.episodes.length > 1
  const heading = !hasEpisodes ? t('chapters') : playback.kind === 'course' ? t('lessons') : t('episodes')
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-scrim fixed inset-0 z-50 bg-black/40" />
        <Dialog.Content
          aria-describedby={undefined}
          className="menu-motion fixed inset-y-0 right-0 z-50 flex w-[420px] max-w-full flex-col border-l border-line bg-ink-1 pr-[env(safe-area-inset-right)] shadow-dialog outline-none"
        >
          <div className="flex items-center justify-between px-5 pt-4 pb-2">
            <Dialog.Title className="font-display text-[1.25rem] leading-[1.4]">{heading}</Dialog.Title>
            <Dialog.Close
              aria-label={ui('close')}
              className="grid size-11 place-items-center rounded-control text-shell-2 hover:bg-ink-3 hover:text-shell"
            >
              <X aria-hidden size={20} strokeWidth={1.75} />
            </Dialog.Close>
          </div>
          <div className="overflow-y-auto px-2 pb-6">
            {hasEpisodes ? <EpisodeList /> : <ChapterList onChosen={() => onOpenChange(false)} />}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function EpisodeList() {
  const { playback } = usePlayer()
  return (
    <ul>
      {playback.episodes.map((episode) => (
        <li key={episode.id}>
          <EpisodeRow episode={episode} current={episode.id === playback.episode?.id} />
        </li>
      ))}
    </ul>
  )
}

function EpisodeRow({ episode, current }: { episode: EpisodeChoice; current: boolean }) {
  const t = useTranslations('playback')
  const local = useLocalText()
  const label = useEpisodeLabel()
  const { playback, actions } = usePlayer()
  return (
    <button
      type="button"
      aria-current={current || undefined}
      onClick={() => {
        if (!current) actions.goTo(episode.href)
      }}
      className={cn(
        'flex w-full gap-3 rounded-control p-2 text-left hover:bg-ink-3 focus-visible:-outline-offset-2',
        current && 'bg-lamp-bg hover:bg-lamp-bg',
      )}
    >
      <span className="relative block aspect-video w-32 shrink-0 overflow-hidden rounded-control bg-ink-2">
        {episode.still ? (
          <img src={episode.still} alt="" loading="lazy" className="size-full object-cover" />
        ) : null}
        {episode.positionMs > 0 && !episode.finished ? (
          <LightLine
            value={episode.positionMs / episode.durationMs}
            className="absolute inset-x-1 bottom-1"
          />
        ) : null}
      </span>
      <span className="min-w-0 py-0.5">
        <span className="block text-small text-shell-2">
          {label(episode, playback.kind)} ·{' '}
          <span className="tabular">{formatTime(episode.durationMs / 1000)}</span>
        </span>
        <span className="line-clamp-2 block text-body font-semibold">{local(episode.title)}</span>
        {current || episode.finished ? (
          <span className={cn('block text-meta', current ? 'text-lamp-text' : 'text-shell-3')}>
            {current ? t('nowPlaying') : t('seen')}
          </span>
        ) : null}
      </span>
    </button>
  )
}

function ChapterList({ onChosen }: { onChosen: () => void }) {
  const { controller, playback } = usePlayer()
  const current = usePlayerClock((clock) => chapterAt(playback.chapters, clock.positionS * 1000)?.startMs)
  return (
    <ul>
      {playback.chapters.map((chapter) => (
        <li key={chapter.startMs}>
          <button
            type="button"
            aria-current={chapter.startMs === current || undefined}
            onClick={() => {
              controller.seekTo(chapter.startMs / 1000)
              onChosen()
            }}
            className={cn(
              'flex min-h-12 w-full items-center justify-between gap-4 rounded-control px-3 text-left text-body hover:bg-ink-3 focus-visible:-outline-offset-2',
              chapter.startMs === current && 'bg-lamp-bg font-semibold hover:bg-lamp-bg',
            )}
          >
            <span className="min-w-0">{chapter.title}</span>
            <span className="tabular text-small text-shell-2">{formatTime(chapter.startMs / 1000)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
