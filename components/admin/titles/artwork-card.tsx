'use client'

import { Frame, ImageUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import { Artwork } from '../../ui/artwork.tsx'
import { Button } from '../../ui/button.tsx'
import { cn } from '../../ui/class-names.ts'
import { showToast } from '../../ui/toast.tsx'
import { chooseFiles } from '../drop/choose-files.ts'
import { useErrorMessage } from '../../errors/use-error-message.ts'
import { Card } from '../shell/card.tsx'
import { FramesDialog } from './frames-dialog.tsx'
import { pictureAccept } from './picture-picker.tsx'
import { sendPicture, type PictureKind } from './title-actions.ts'
import type { TitlePage, TitlePageActions } from './title-page.ts'

/** Poster and still, each from the device or from the film. */
export function ArtworkCard({ data, useFrame }: { data: TitlePage; useFrame: TitlePageActions['useFrame'] }) {
  const t = useTranslations('admin.title.art')
  const [choosing, setChoosing] = useState<PictureKind | null>(null)
  return (
    <Card title={t('heading')}>
      <div className="grid gap-5 p-4">
        {(['poster', 'still'] as const).map((kind) => (
          <PictureSlot key={kind} kind={kind} data={data} onFrames={() => setChoosing(kind)} />
        ))}
      </div>
      {choosing ? (
        <FramesDialog kind={choosing} data={data} apply={useFrame} onClose={() => setChoosing(null)} />
      ) : null}
    </Card>
  )
}

type PictureSlotProps = { kind: PictureKind; data: TitlePage; onFrames: () => void }

function PictureSlot({ kind, data, onFrames }: PictureSlotProps) {
  const t = useTranslations('admin.title.art')
  const message = useErrorMessage()
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const picture = data.pictures[kind]
  const send = async (file: File) => {
    setBusy(true)
    const refused = await sendPicture(data.title.id, kind, file)
    setBusy(false)
    if (refused === null) showToast({ text: t('saved', { kind: t(kind) }) })
    else showToast({ tone: 'failed', text: message({ code: refused }) })
    router.refresh()
  }
  const icon = { 'aria-hidden': true, size: 16, strokeWidth: 1.75 } as const
  return (
    <div>
      <h3 className="mb-2 font-sans text-small font-medium tracking-normal text-shell-2">{t(kind)}</h3>
      <div className={cn('flex gap-4', kind === 'still' && 'flex-col')}>
        <div
          className={cn(
            'overflow-hidden bg-ink-2',
            kind === 'poster'
              ? 'aspect-[2/3] w-28 shrink-0 rounded-poster'
              : 'aspect-video w-full rounded-control',
          )}
        >
          {picture ? (
            <Artwork
              picture={picture}
              name={data.name}
              alt={t(kind)}
              sizes={kind === 'poster' ? '112px' : '320px'}
              accent={data.title.accent}
            />
          ) : (
            <div className="grid size-full place-items-center text-small text-shell-3">{t('missing')}</div>
          )}
        </div>
        <div className={cn('flex gap-2', kind === 'poster' ? 'flex-col items-start' : 'flex-wrap')}>
          <Button
            size="sm"
            variant="tonal"
            busy={busy}
            onClick={() =>
              chooseFiles({ accept: pictureAccept, multiple: false }, ([file]) => file && void send(file))
            }
          >
            <ImageUp {...icon} />
            {t('upload')}
          </Button>
          {data.frames.length > 0 ? (
            <Button size="sm" variant="text" onClick={onFrames}>
              <Frame {...icon} />
              {t('fromFilm')}
            </Button>
          ) : null}
        </div>
      </div>
    </div>
  )
}
