'use client'

import { Film, X } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import type { KnownFileDto } from '#server/domains/media/schemas.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog, DialogClose, DialogContent } from '../../ui/dialog.tsx'
import { Input } from '../../ui/field.tsx'
import { callAction } from '../../errors/call-action.ts'
import { useErrorMessage } from '../../errors/use-error-message.ts'
import { formatBytes, formatBytesOf } from '../../format/format-bytes.ts'
import { titleFromFileName } from '../titles/title-from-file-name.ts'
import type { TitleActions } from '../titles/title-actions.ts'
import { fingerprintOf } from '../uploads/hash-file.ts'
import { askRoom, lookUpFile, uploadUrlOf } from '../uploads/upload-api.ts'
import { isUnderWay, sumUnannounced, type UploadItem } from '../uploads/upload-item.ts'
import { useUploads } from '../uploads/uploads-provider.tsx'

type Draft = {
  file: File
  title: string
  year: number | null
  error: string | null
  /** What the server has of the file, once it turned out to have something; null otherwise. */
  known: KnownFileDto | null
}

type DraftsDialogProps = {
  files: File[]
  onClose: () => void
  onCreated: () => void
  create: TitleActions['create']
}

/**
 * Asks, then makes one draft title for each dropped film and sends the films. Of a film that the server has, in whole
 * or in part, it tells first: no draft is made until that is answered. Mount it anew for each drop.
 */
export function DraftsDialog({ files, onClose, onCreated, create }: DraftsDialogProps) {
  const t = useTranslations('admin.drop')
  const message = useErrorMessage()
  const { queue, items } = useUploads()
  const [busy, setBusy] = useState(false)
  const [drafts, setDrafts] = useState<Draft[]>(() =>
    files.map((file) => ({ file, ...titleFromFileName(file.name), error: null, known: null })),
  )
  const change = (file: File, part: Partial<Draft>) =>
    setDrafts((all) => all.map((draft) => (draft.file === file ? { ...draft, ...part } : draft)))

  const confirm = async () => {
    setBusy(true)
    const open: Draft[] = []
    // One after the other: slugs of equal names are told apart in order.
    for (const draft of drafts) {
      const known = draft.known ? null : await lookUpKnown(draft.file, items)
      if (known) {
        open.push({ ...draft, known })
        continue
      }
      const useKnown = Boolean(draft.known?.source)
      // Asked before the title is made: a film that is refused leaves no empty draft.
      const waitingBytes = sumUnannounced(queue.snapshot())
      const refusal = useKnown ? null : await askRoom({ sizeBytes: draft.file.size, waitingBytes })
      if (refusal) {
        open.push({ ...draft, error: message(refusal) })
        continue
      }
      const outcome = await callAction(create, {
        kind: 'film',
        title: { vi: draft.title.trim(), en: '' },
        year: draft.year,
      })
      if (outcome.ok) {
        const target = { titleId: outcome.value.id, episodeId: null, role: 'main' as const }
        queue.add([{ file: draft.file, target, label: draft.title.trim(), useKnown }])
      } else open.push({ ...draft, error: message(outcome) })
    }
    setBusy(false)
    onCreated()
    leaveOpen(open)
  }
  const leaveOpen = (open: Draft[]) => (open.length === 0 ? onClose() : setDrafts(open))
  const goOn = ({ file, known }: Draft) => {
    if (known?.unfinished)
      queue.add([{ file, target: known.unfinished.target, label: known.unfinished.title.vi }])
    leaveOpen(drafts.filter((each) => each.file !== file))
  }

  return (
    <Dialog open onOpenChange={(open) => !open && !busy && onClose()}>
      <DialogContent title={t('draftsHeading', { count: drafts.length })} description={t('draftsBody')}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void confirm()
          }}
        >
          <ul className="grid gap-3">
            {drafts.map((draft) => (
              <DraftLine
                key={`${draft.file.name}-${draft.file.size}`}
                draft={draft}
                onTitle={(title) => change(draft.file, { title, error: null })}
                onGoOn={() => goOn(draft)}
                onRemove={
                  drafts.length > 1
                    ? () => setDrafts((all) => all.filter((each) => each.file !== draft.file))
                    : undefined
                }
              />
            ))}
          </ul>
          <div className="mt-6 flex justify-end gap-2 max-md:flex-col-reverse">
            <DialogClose asChild>
              <Button variant="text">{t('cancel')}</Button>
            </DialogClose>
            <Button
              type="submit"
              variant="lamp"
              busy={busy}
              disabled={drafts.some((draft) => draft.title.trim() === '')}
            >
              {t(drafts.every((draft) => draft.known) ? 'draftsAnyway' : 'draftsConfirm')}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  )
}

/** What the server has of a file; null when that is nothing, or what this very page is sending. */
async function lookUpKnown(file: File, sending: readonly UploadItem[]): Promise<KnownFileDto | null> {
  const fingerprint = await fingerprintOf(file)
  const known = fingerprint ? await lookUpFile({ sizeBytes: file.size, fingerprint }) : null
  if (!known) return null
  const url = known.unfinished && uploadUrlOf(known.unfinished.uploadId)
  const isHere = sending.some((item) => item.uploadUrl === url && isUnderWay(item))
  return known.source || (known.unfinished && !isHere) ? known : null
}

type DraftLineProps = {
  draft: Draft
  onTitle: (title: string) => void
  onGoOn: () => void
  onRemove: (() => void) | undefined
}

function DraftLine({ draft, onTitle, onGoOn, onRemove }: DraftLineProps) {
  const t = useTranslations('admin.drop')
  const locale = useLocale()
  return (
    <li className="rounded-control border border-line bg-ink-1 p-3">
      <div className="flex items-center gap-3">
        <Film aria-hidden size={18} strokeWidth={1.75} className="shrink-0 text-shell-3" />
        <Input
          compact
          value={draft.title}
          maxLength={200}
          onChange={(event) => onTitle(event.target.value)}
          aria-label={t('draftName', { file: draft.file.name })}
          className="min-w-0 max-md:h-11"
        />
        {onRemove ? (
          <IconButton
            size="sm"
            variant="text"
            label={t('remove', { file: draft.file.name })}
            onClick={onRemove}
          >
            <X aria-hidden size={18} strokeWidth={1.75} />
          </IconButton>
        ) : null}
      </div>
      <p className="mt-1.5 truncate pl-[30px] text-small text-shell-3">
        {draft.file.name}, {formatBytes(draft.file.size, locale)}
      </p>
      {draft.known ? <KnownNote known={draft.known} sizeBytes={draft.file.size} onGoOn={onGoOn} /> : null}
      {draft.error ? (
        <p role="alert" className="mt-1 pl-[30px] text-small text-son-text">
          {draft.error}
        </p>
      ) : null}
    </li>
  )
}

/** Says what the server has of a file, and offers to go on with what was begun. */
function KnownNote({
  known: { source, unfinished },
  sizeBytes,
  onGoOn,
}: {
  known: KnownFileDto
  sizeBytes: number
  onGoOn: () => void
}) {
  const t = useTranslations('admin.drop')
  const tKnown = useTranslations('admin.uploads.known')
  const locale = useLocale()
  const title = source?.title ?? unfinished?.title
  const name = (locale === 'en' && title?.en) || title?.vi || ''
  if (source)
    return (
      <p aria-live="polite" className="mt-1 pl-[30px] text-small text-lamp-text">
        {t('draftKnown', { name })}
      </p>
    )
  const sizes = formatBytesOf(unfinished?.receivedBytes ?? 0, sizeBytes, locale)
  return (
    <div className="mt-1 pl-[30px]">
      <p aria-live="polite" className="tabular text-small text-lamp-text">
        {tKnown('unfinished', { name, sizes })}
      </p>
      <Button size="sm" variant="tonal" className="mt-1.5" onClick={onGoOn}>
        {tKnown('goOn')}
      </Button>
    </div>
  )
}
