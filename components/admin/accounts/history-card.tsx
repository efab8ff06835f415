'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Badge } from '../../ui/badge.tsx'
import { formatClock } from '../format/format-time.ts'
import { Card } from '../shell/card.tsx'
import { When } from './account-cells.tsx'
import type { PersonActions, ProfileRow, WatchedRow } from './person-page.ts'
import { PrivateNotice, usePrivate } from './private-part.tsx'

type HistoryCardProps = { accountId: string; readHistory: PersonActions['readHistory']; nowIso: string }

/** The household's profiles and what each watched last, shown once asked for. */
export function HistoryCard({ accountId, readHistory, nowIso }: HistoryCardProps) {
  const t = useTranslations('admin.person')
  const history = usePrivate(readHistory, accountId)
  return (
    <Card title={t('history')}>
      {history.value ? (
        <ul>
          {history.value.map((profile) => (
            <li key={profile.id} className="border-b border-line p-4 last:border-0">
              <ProfileHead profile={profile} />
              <WatchedList watched={profile.watched} nowIso={nowIso} />
            </li>
          ))}
        </ul>
      ) : (
        <PrivateNotice part={history} label={t('showHistory')} />
      )}
    </Card>
  )
}

function ProfileHead({ profile }: { profile: ProfileRow }) {
  const t = useTranslations('admin.person')
  return (
    <div className="flex flex-wrap items-center gap-2">
      <h3 className="font-medium break-words">{profile.name}</h3>
      {profile.isMain ? <Badge>{t('mainProfile')}</Badge> : null}
      {profile.kids ? <Badge>{t('kidsProfile')}</Badge> : null}
      {profile.hasPin ? <Badge>{t('hasPin')}</Badge> : null}
      <Badge>{t('upTo', { rating: profile.ratingLimit })}</Badge>
    </div>
  )
}

function WatchedList({ watched, nowIso }: { watched: WatchedRow[]; nowIso: string }) {
  const t = useTranslations('admin.person')
  const locale = useLocale()
  if (watched.length === 0) return <p className="mt-2 text-small text-shell-3">{t('nothingWatched')}</p>
  return (
    <ul className="mt-2 grid gap-2">
      {watched.map((row) => (
        <li
          key={row.assetId}
          className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 text-small"
        >
          <span className="min-w-0 break-words">{row.titleName?.[locale] ?? t('titleGone')}</span>
          <span className="tabular text-shell-2">
            {row.finished
              ? t('watchedWhole')
              : t('watchedTo', {
                  position: formatClock(row.positionMs / 1000),
                  duration: formatClock(row.durationMs / 1000),
                })}
            {' · '}
            <When at={row.watchedAt} nowIso={nowIso} />
          </span>
        </li>
      ))}
    </ul>
  )
}
