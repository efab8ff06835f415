'use client'

import { Film, X } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog, DialogClose, DialogContent } from '../../ui/dialog.tsx'
import { Input } from '../../ui/field.tsx'
import { callAction } from '../errors/call-action.ts'
import { useErrorMessage } from '../errors/use-error-message.ts'
import { formatBytes } from '../format/format-bytes.ts'
import { titleFromFileName } from '../titles/title-from-file-name.ts'
import type { TitleActions } from '../titles/title-actions.ts'
import { useUploads } from '../uploads/uploads-provider.tsx'

type Draft = { file: File; title: string; year: number | null; error: string | null }

type DraftsDialogProps = {
  files: File[]
  onClose: () => void
  onCreated: () => void
  create: TitleActions['create']
}

/** Asks, then makes one draft title for each dropped film and sends the films. Mount it anew for each drop. */
export function DraftsDialog({ files, onClose, onCreated, create }: DraftsDialogProps) {
  const t = useTranslations('admin.drop')
  const message = useErrorMessage()
  const { queue } = useUploads()
  const [busy, setBusy] = useState(false)
  const [drafts, setDrafts] = useState<Draft[]>(() =>
    files.map((file) => ({ file, ...titleFromFileName(file.name), error: null })),
  )
  const change = (file: File, part: Partial<Draft>) =>
    setDrafts((all) => all.map((draft) => (draft.file === file ? { ...draft, ...part } : draft)))

  const confirm = async () => {
    setBusy(true)
    const refused: Draft[] = []
    // One after the other: slugs of equal names are told apart in order.
    for (const draft of drafts) {
      const outcome = await callAction(create, {
        kind: 'film',
        title: { vi: draft.title.trim(), en: '' },
        year: draft.year,
      })
      if (outcome.ok) {
        const target = { titleId: outcome.value.id, episodeId: null, role: 'main' as const }
        queue.add([{ file: draft.file, target, label: draft.title.trim() }])
      } else refused.push({ ...draft, error: message(outcome) })
    }
    setBusy(false)
    onCreated()
    if (refused.length === 0) onClose()
    else setDrafts(refused)
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
              {t('draftsConfirm')}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  )
}

type DraftLineProps = { draft: Draft; onTitle: (title: string) => void; onRemove: (() => void) | undefined }

function DraftLine({ draft, onTitle, onRemove }: DraftLineProps) {
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
      {draft.error ? (
        <p role="alert" className="mt-1 pl-[30px] text-small text-son-text">
          {draft.error}
        </p>
      ) : null}
    </li>
  )
}
