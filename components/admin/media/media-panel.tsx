'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { showToast } from '../../ui/toast.tsx'
import { chooseFiles } from '../drop/choose-files.ts'
import { filmAccept } from '../drop/film-files.ts'
import { callAction } from '../../errors/call-action.ts'
import { useErrorMessage } from '../../errors/use-error-message.ts'
import { Card } from '../shell/card.tsx'
import { EpisodeDialog } from '../titles/episode-dialog.tsx'
import type { TitlePage, TitlePageActions } from '../titles/title-page.ts'
import { PlaceList } from './place-list.tsx'
import type { PlaceHandlers } from './place-row.tsx'
import { usePlaceLabel } from './place-label.ts'
import type { MediaPlace } from './place.ts'

type MediaPanelProps = {
  data: TitlePage
  /** As in `data`, with live progress. */
  places: MediaPlace[]
  actions: TitlePageActions
  onFile: (file: File, place: MediaPlace) => void
  onFiles: (files: File[]) => void
}

/** The films of a title: the film itself or its episodes or lessons, and the trailer. */
export function MediaPanel({ data, places, actions, onFile, onFiles }: MediaPanelProps) {
  const t = useTranslations('admin.title')
  const label = usePlaceLabel()
  const commands = useMediaCommands(actions)
  const [cancelling, setCancelling] = useState<MediaPlace | null>(null)
  const [episode, setEpisode] = useState<MediaPlace | 'new' | null>(null)
  const { kind } = data.title
  const handlers: PlaceHandlers = {
    onUpload: (place) =>
      chooseFiles({ accept: filmAccept, multiple: false }, ([file]) => file && onFile(file, place)),
    onEncodeAgain: (place) => void commands.encodeAgain(place),
    onRetry: (place) => void commands.retry(place),
    onCancel: setCancelling,
    onRename: setEpisode,
  }
  const chooseMany = () => chooseFiles({ accept: filmAccept, multiple: true }, onFiles)

  return (
    <Card
      title={t(kind === 'film' ? 'media' : kind === 'series' ? 'episodes' : 'lessons')}
      aside={
        kind === 'film' ? null : (
          <Button size="sm" variant="tonal" onClick={() => setEpisode('new')}>
            <Plus aria-hidden size={16} strokeWidth={1.75} />
            {t(kind === 'series' ? 'addEpisode' : 'addLesson')}
          </Button>
        )
      }
    >
      <PlaceList kind={kind} places={places} nowIso={data.nowIso} handlers={handlers} />
      <button
        type="button"
        onClick={chooseMany}
        className="m-4 mt-2 block w-[calc(100%-2rem)] rounded-control border border-dashed border-line-strong px-4 py-5 text-center text-small text-shell-2 hover:border-shell-3 hover:text-shell"
      >
        {t('mediaHint')}
      </button>
      <ConfirmDialog
        open={cancelling !== null}
        onOpenChange={(open) => !open && setCancelling(null)}
        title={t('cancelAsk', { name: cancelling ? label(cancelling) : '' })}
        description={t('cancelBody')}
        keepLabel={t('cancelKeep')}
        confirmLabel={t('cancelConfirm')}
        onConfirm={() => {
          if (cancelling) void commands.cancel(cancelling)
          setCancelling(null)
        }}
      />
      {episode ? (
        <EpisodeDialog
          title={data.title}
          episodeId={episode === 'new' ? null : episode.target.episodeId}
          actions={actions}
          onClose={() => setEpisode(null)}
        />
      ) : null}
    </Card>
  )
}

/** Gives what can be done with a place's encode; each tells by a toast how it went. */
function useMediaCommands(actions: Pick<TitlePageActions, 'encodeAgain' | 'cancelEncode' | 'retryEncode'>) {
  const t = useTranslations('admin.title')
  const label = usePlaceLabel()
  const message = useErrorMessage()
  const router = useRouter()
  return {
    encodeAgain: async (place: MediaPlace) => {
      if (!place.assetId) return
      const outcome = await callAction(actions.encodeAgain, { assetId: place.assetId })
      if (outcome.ok) showToast({ text: t('queuedAgain', { name: label(place) }) })
      else showToast({ tone: 'failed', text: message(outcome) })
      router.refresh()
    },
    retry: async (place: MediaPlace) => {
      if (!place.encode) return
      const outcome = await callAction(actions.retryEncode, { versionId: place.encode.versionId })
      if (outcome.ok) showToast({ text: t('queuedAgain', { name: label(place) }) })
      else showToast({ tone: 'failed', text: message(outcome) })
      router.refresh()
    },
    cancel: async (place: MediaPlace) => {
      if (!place.encode) return
      const outcome = await callAction(actions.cancelEncode, { versionId: place.encode.versionId })
      if (outcome.ok) showToast({ text: t('cancelled', { name: label(place) }) })
      else showToast({ tone: 'failed', text: message(outcome) })
      router.refresh()
    },
  }
}
