'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Link, useRouter } from '#i18n/navigation.ts'
import type { SubtitleDraftSummary } from '#server/domains/media/schemas.ts'
import { StatusBadge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { showToast } from '../../ui/toast.tsx'
import { callAction } from '../../errors/call-action.ts'
import { useErrorMessage } from '../../errors/use-error-message.ts'
import { usePlaceLabel } from '../media/place-label.ts'
import type { MediaPlace } from '../media/place.ts'
import { Card } from '../shell/card.tsx'
import type { DraftActions } from './draft-actions.ts'
import { draftTone } from './draft-tone.ts'
import { nameLanguage } from './language-options.ts'

type DraftsCardProps = {
  drafts: SubtitleDraftSummary[]
  places: MediaPlace[]
  readAgain: DraftActions['readAgain']
}

/** The title's subtitles that were read off pictures, each with its way to be corrected; nothing where there is none. */
export function DraftsCard({ drafts, places, readAgain }: DraftsCardProps) {
  const t = useTranslations('admin.subtitles.card')
  if (drafts.length === 0) return null
  return (
    <Card title={t('heading')}>
      <p className="px-4 pt-3 text-small text-shell-2">{t('lead')}</p>
      <ul className="grid p-2">
        {drafts.map((draft) => (
          <DraftRow
            key={draft.id}
            draft={draft}
            place={places.length > 2 ? places.find((each) => each.assetId === draft.assetId) : undefined}
            readAgain={readAgain}
          />
        ))}
      </ul>
    </Card>
  )
}

type DraftRowProps = {
  draft: SubtitleDraftSummary
  place: MediaPlace | undefined
  readAgain: DraftActions['readAgain']
}

function DraftRow({ draft, place, readAgain }: DraftRowProps) {
  const t = useTranslations('admin.subtitles')
  const locale = useLocale()
  const placeLabel = usePlaceLabel()
  const error = useErrorMessage()
  const router = useRouter()
  const again = async () => {
    const outcome = await callAction(readAgain, { draftId: draft.id })
    if (outcome.ok) showToast({ text: t('card.readingAgain') })
    else showToast({ tone: 'failed', text: error(outcome) })
    router.refresh()
  }
  const facts = [
    place ? placeLabel(place) : null,
    draft.title,
    draft.forced ? t('card.forced') : null,
    draft.cueCount > 0 ? t('card.lines', { count: draft.cueCount }) : null,
    draft.state === 'draft' && draft.doubtfulCount > 0
      ? t('card.doubtful', { count: draft.doubtfulCount })
      : null,
  ]
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-control p-2">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 font-medium">
          {nameLanguage(draft.language, locale)}
          <StatusBadge tone={draftTone[draft.state]}>{t(`state.${draft.state}`)}</StatusBadge>
        </p>
        <p className="text-small text-shell-2">{facts.filter(Boolean).join(' · ')}</p>
        {draft.state === 'failed' && draft.error ? (
          <p className="text-small text-son-text">{error({ code: `media.${draft.error.code}` })}</p>
        ) : null}
      </div>
      {draft.state === 'draft' || draft.state === 'approved' ? (
        <Button asChild size="sm" variant="outline">
          <Link href={`/admin/subtitles/${draft.id}`}>
            {t(draft.state === 'draft' ? 'card.open' : 'card.look')}
          </Link>
        </Button>
      ) : draft.state === 'failed' || draft.state === 'discarded' ? (
        <Button size="sm" variant="outline" onClick={() => void again()}>
          {t('card.readAgain')}
        </Button>
      ) : null}
    </li>
  )
}
