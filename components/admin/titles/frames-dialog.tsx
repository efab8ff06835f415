'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import { cn } from '../../ui/class-names.ts'
import { Dialog, DialogContent } from '../../ui/dialog.tsx'
import { showToast } from '../../ui/toast.tsx'
import { callAction } from '../../errors/call-action.ts'
import { useErrorMessage } from '../../errors/use-error-message.ts'
import { formatClock } from '../format/format-time.ts'
import type { FrameChoice } from '../media/place.ts'
import { FormError } from './form-error.tsx'
import type { PictureKind } from './title-actions.ts'
import type { TitlePage, TitlePageActions } from './title-page.ts'

type FramesDialogProps = {
  kind: PictureKind
  data: TitlePage
  apply: TitlePageActions['useFrame']
  onClose: () => void
}

/** Frames that the encode took from the film; pressing one makes it the poster or still. */
export function FramesDialog({ kind, data, apply, onClose }: FramesDialogProps) {
  const t = useTranslations('admin.title.art')
  const message = useErrorMessage()
  const router = useRouter()
  const [busy, setBusy] = useState<FrameChoice | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const choose = async (frame: FrameChoice) => {
    setBusy(frame)
    setRefusal(null)
    const { versionId, path } = frame
    const outcome = await callAction(apply, { titleId: data.title.id, kind, versionId, path })
    setBusy(null)
    if (!outcome.ok) {
      setRefusal(message(outcome))
      return
    }
    showToast({ text: t('saved', { kind: t(kind) }) })
    router.refresh()
    onClose()
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t('frames')}
        description={t('framesFor', { kind: t(kind) })}
        className="md:max-w-[760px]"
      >
        {refusal ? <FormError>{refusal}</FormError> : null}
        <ul className="grid grid-cols-2 gap-3 md:grid-cols-3">
          {data.frames.map((frame) => (
            <li key={`${frame.versionId}-${frame.path}`}>
              <button
                type="button"
                aria-label={t('frameAt', { at: formatClock(frame.atMs / 1000) })}
                aria-busy={busy === frame}
                disabled={busy !== null}
                onClick={() => void choose(frame)}
                className={cn(
                  'block aspect-video w-full overflow-hidden rounded-control bg-ink-3 outline-offset-3 hover:opacity-90',
                  busy !== null && busy !== frame && 'opacity-50',
                )}
              >
                <img src={frame.url} alt="" loading="lazy" className="size-full object-cover" />
              </button>
            </li>
          ))}
        </ul>
      </DialogContent>
    </Dialog>
  )
}
