import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import type { SubtitleDraftDto } from '#server/domains/media/schemas.ts'
import { showToast } from '../../ui/toast.tsx'
import { callAction } from '../../errors/call-action.ts'
import { useErrorMessage } from '../../errors/use-error-message.ts'
import type { DraftActions } from './draft-actions.ts'
import { keepCues } from './edited-cues.ts'
import type { Editor } from './use-editor.ts'

/** Saving, putting on the film and putting away; each tells by a toast how it went. */
export function useDraftCommands(draft: SubtitleDraftDto, actions: DraftActions, editor: Editor) {
  const t = useTranslations('admin.subtitles')
  const message = useErrorMessage()
  const router = useRouter()
  const [busy, setBusy] = useState<'save' | 'approve' | null>(null)
  const [revision, setRevision] = useState(draft.revision)

  const keep = async (): Promise<number | null> => {
    const { language, title, forced } = editor.track
    const cues = keepCues(editor.cues)
    const outcome = await callAction(actions.save, {
      draftId: draft.id,
      revision,
      language,
      title,
      forced,
      cues,
    })
    if (!outcome.ok) {
      showToast({ tone: 'failed', text: message(outcome) })
      return null
    }
    setRevision(outcome.value.revision)
    editor.markSaved()
    return outcome.value.revision
  }

  return {
    busy,
    async save() {
      setBusy('save')
      if ((await keep()) !== null) showToast({ text: t('saved') })
      setBusy(null)
    },
    async approve() {
      setBusy('approve')
      const kept = editor.edited ? await keep() : revision
      if (kept !== null) {
        const outcome = await callAction(actions.approve, { draftId: draft.id, revision: kept })
        if (outcome.ok) {
          showToast({ text: t(outcome.value.versionId ? 'approving' : 'approvedLater') })
          router.push(`/admin/titles/${draft.titleId}`)
        } else showToast({ tone: 'failed', text: message(outcome) })
      }
      setBusy(null)
    },
    async discard() {
      const outcome = await callAction(actions.discard, { draftId: draft.id })
      if (outcome.ok) {
        showToast({ text: t('discarded') })
        editor.markSaved()
        router.push(`/admin/titles/${draft.titleId}`)
      } else showToast({ tone: 'failed', text: message(outcome) })
    },
  }
}
