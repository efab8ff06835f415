'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import type { AdminTitleDto, SetEpisodesInput } from '#server/domains/catalogue/schemas.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose, DialogContent } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { callAction } from '../../errors/call-action.ts'
import { useErrorMessage } from '../../errors/use-error-message.ts'
import { FormError } from './form-error.tsx'
import type { TitlePageActions } from './title-page.ts'

type EpisodeDialogProps = {
  title: AdminTitleDto
  /** The one to rename; null adds one. */
  episodeId: string | null
  actions: Pick<TitlePageActions, 'addEpisode' | 'setEpisodes'>
  onClose: () => void
}

/** Adds an episode or lesson, or gives one another name. Mount it anew each time. */
export function EpisodeDialog({ title, episodeId, actions, onClose }: EpisodeDialogProps) {
  const t = useTranslations('admin.title.episode')
  const message = useErrorMessage()
  const router = useRouter()
  const kept = title.seasons.flatMap((each) => each.episodes).find((each) => each.id === episodeId)
  const [vi, setVi] = useState(kept?.title.vi ?? '')
  const [en, setEn] = useState(kept && kept.title.en !== kept.title.vi ? kept.title.en : '')
  const [season, setSeason] = useState(String(title.seasons.at(-1)?.number ?? 1))
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const asksSeason = title.kind === 'series' && episodeId === null
  const seasonNumber = Number(season)
  const seasonWrong =
    asksSeason && (!Number.isInteger(seasonNumber) || seasonNumber < 1 || seasonNumber > 999)

  const save = async () => {
    setTried(true)
    if (vi.trim() === '' || seasonWrong) return
    setBusy(true)
    const name = { vi: vi.trim(), en: en.trim() }
    const outcome = episodeId
      ? await callAction(actions.setEpisodes, renamed(title, episodeId, name))
      : await callAction(actions.addEpisode, {
          titleId: title.id,
          seasonNumber: title.kind === 'series' ? seasonNumber : null,
          title: name,
        })
    setBusy(false)
    if (!outcome.ok) {
      setRefusal(message(outcome))
      return
    }
    router.refresh()
    onClose()
  }
  const heading = episodeId ? 'renameHeading' : title.kind === 'course' ? 'addLessonHeading' : 'addHeading'
  return (
    <Dialog open onOpenChange={(open) => !open && !busy && onClose()}>
      <DialogContent title={t(heading)}>
        <form
          noValidate
          className="grid gap-5"
          onSubmit={(event) => {
            event.preventDefault()
            void save()
          }}
        >
          {asksSeason ? (
            <TextField
              label={t('season')}
              inputMode="numeric"
              value={season}
              error={tried && seasonWrong ? t('seasonWrong') : undefined}
              onChange={(event) => setSeason(event.target.value)}
            />
          ) : null}
          <TextField
            label={t('nameVi')}
            lang="vi"
            maxLength={200}
            value={vi}
            error={tried && vi.trim() === '' ? t('nameMissing') : undefined}
            onChange={(event) => setVi(event.target.value)}
          />
          <TextField
            label={t('nameEn')}
            lang="en"
            maxLength={200}
            value={en}
            onChange={(event) => setEn(event.target.value)}
          />
          {refusal ? <FormError>{refusal}</FormError> : null}
          <div className="flex justify-end gap-2 max-md:flex-col-reverse">
            <DialogClose asChild>
              <Button variant="text">{t('cancel')}</Button>
            </DialogClose>
            <Button type="submit" variant="lamp" busy={busy}>
              {episodeId ? t('save') : t('add')}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  )
}

/** Gives all episodes as they are, one with another name. */
function renamed(
  title: AdminTitleDto,
  episodeId: string,
  name: { vi: string; en: string },
): SetEpisodesInput {
  return {
    titleId: title.id,
    seasons: title.seasons.map((season) => ({
      number: season.number,
      title: season.title,
      episodes: season.episodes.map((episode) => ({
        number: episode.number,
        title: episode.id === episodeId ? name : episode.title,
        synopsis: episode.synopsis,
      })),
    })),
  }
}
