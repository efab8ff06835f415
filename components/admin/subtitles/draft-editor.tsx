'use client'

import { ArrowLeft } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Link } from '#i18n/navigation.ts'
import { DOUBTFUL_BELOW, type SubtitleDraftDto } from '#server/domains/media/schemas.ts'
import { StatusBadge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Switch } from '../../ui/checkbox.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { CueRow } from './cue-row.tsx'
import { draftTone } from './draft-tone.ts'
import type { DraftActions } from './draft-actions.ts'
import { nameLanguage } from './language-options.ts'
import { TrackFields } from './track-fields.tsx'
import { useDraftCommands } from './use-draft-commands.ts'
import { useEditor, type Editor } from './use-editor.ts'

/** Corrects a subtitle that was read off pictures, line by line beside what it was read off, and puts it on its film. */
export function DraftEditor({ draft, actions }: { draft: SubtitleDraftDto; actions: DraftActions }) {
  const t = useTranslations('admin.subtitles')
  const locale = useLocale()
  const editor = useEditor(draft)
  const { edited, cues, doubtful } = editor
  const commands = useDraftCommands(draft, actions, editor)
  const [onlyDoubtful, setOnlyDoubtful] = useState(false)
  const [asking, setAsking] = useState(false)
  const locked = draft.state !== 'draft' && draft.state !== 'approved'

  return (
    <>
      <Link
        href={`/admin/titles/${draft.titleId}`}
        className="mb-1 -ml-2 inline-flex min-h-9 items-center gap-1.5 rounded-control px-2 text-small text-shell-2 hover:text-shell max-md:min-h-11"
      >
        <ArrowLeft aria-hidden size={16} strokeWidth={1.75} />
        {t('back')}
      </Link>
      <PageHead
        title={t('heading', {
          language: withinSentence(nameLanguage(editor.track.language, locale), locale),
        })}
        lead={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-1">
            <StatusBadge tone={draftTone[draft.state]}>{t(`state.${draft.state}`)}</StatusBadge>
            <span>{t('tally', { count: cues.length, doubtful })}</span>
            <span className="break-all">{t('from', { name: draft.sourceName })}</span>
          </span>
        }
        actions={
          locked ? null : (
            <DraftButtons
              draft={draft}
              editor={editor}
              commands={commands}
              onDiscard={() => setAsking(true)}
            />
          )
        }
      />
      <TrackFields track={editor.track} disabled={locked} onChange={editor.changeTrack} />
      <div className="mt-6 flex flex-wrap items-center justify-between gap-4">
        <label className="flex min-h-11 items-center gap-3 text-small text-shell-2">
          <Switch checked={onlyDoubtful} onCheckedChange={setOnlyDoubtful} />
          {t('onlyDoubtful')}
        </label>
        <output className="text-small text-shell-3">
          {editor.hasBadTime ? t('badTime') : edited ? t('unsaved') : ''}
        </output>
      </div>
      <CueList draftId={draft.id} editor={editor} onlyDoubtful={onlyDoubtful} disabled={locked} />
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('discardAsk')}
        description={t('discardBody')}
        keepLabel={t('keep')}
        confirmLabel={t('discard')}
        onConfirm={() => {
          setAsking(false)
          void commands.discard()
        }}
      />
    </>
  )
}

type DraftButtonsProps = {
  draft: SubtitleDraftDto
  editor: Editor
  commands: ReturnType<typeof useDraftCommands>
  onDiscard: () => void
}

function DraftButtons({ draft, editor, commands, onDiscard }: DraftButtonsProps) {
  const t = useTranslations('admin.subtitles')
  const { edited, hasBadTime, cues } = editor
  return (
    <>
      <Button size="sm" variant="text" onClick={onDiscard}>
        {t('discard')}
      </Button>
      <Button
        size="sm"
        variant="outline"
        busy={commands.busy === 'save'}
        disabled={!edited || hasBadTime}
        onClick={() => void commands.save()}
      >
        {t('save')}
      </Button>
      <Button
        size="sm"
        variant="lamp"
        busy={commands.busy === 'approve'}
        disabled={hasBadTime || cues.length === 0 || (draft.state === 'approved' && !edited)}
        onClick={() => void commands.approve()}
      >
        {t('approve')}
      </Button>
    </>
  )
}

type CueListProps = { draftId: string; editor: Editor; onlyDoubtful: boolean; disabled: boolean }

function CueList({ draftId, editor, onlyDoubtful, disabled }: CueListProps) {
  const t = useTranslations('admin.subtitles')
  const { cues } = editor
  const numbered = cues.map((cue, index) => ({ cue, number: index + 1 }))
  const shown = onlyDoubtful ? numbered.filter(({ cue }) => cue.confidence < DOUBTFUL_BELOW) : numbered
  if (cues.length === 0) return <EmptyState title={t('empty')}>{t('emptyBody')}</EmptyState>
  if (shown.length === 0) return <EmptyState title={t('allSure')} />
  return (
    <ol className="mt-2 rounded-card border border-line bg-ink-1">
      {shown.map(({ cue, number }) => (
        <CueRow
          key={cue.key}
          cue={cue}
          number={number}
          draftId={draftId}
          disabled={disabled}
          onChange={editor.change}
          onRemove={editor.remove}
          onAdd={editor.add}
        />
      ))}
    </ol>
  )
}

/** Vietnamese writes a language's name in small letters within a sentence, English never does. */
function withinSentence(name: string, locale: string): string {
  return locale === 'vi' ? name.charAt(0).toLocaleLowerCase('vi') + name.slice(1) : name
}
