import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { ForbiddenSection } from '#components/admin/shell/forbidden-section.tsx'
import { PageSkeleton } from '#components/admin/shell/shell-skeleton.tsx'
import { DraftEditor } from '#components/admin/subtitles/draft-editor.tsx'
import { getSubtitleDraft } from '#server/domains/media/index.ts'
import { AppError } from '#server/platform/errors/app-error.ts'
import { adminContext } from '../../admin-context.ts'
import {
  approveSubtitleDraftAction,
  discardSubtitleDraftAction,
  readSubtitlesAgainAction,
  saveSubtitleDraftAction,
} from './actions.ts'

type Props = PageProps<'/[locale]/admin/subtitles/[id]'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.subtitles.card')
  return { title: t('heading') }
}

export default function SubtitleDraftPage(props: Props) {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Draft {...props} />
    </Suspense>
  )
}

async function Draft({ params }: Props) {
  const { id } = await params
  const context = await adminContext(`/admin/subtitles/${id}`, 'titles')
  if (!context) return <ForbiddenSection />
  const draft = await getSubtitleDraft(context, { draftId: id }).catch(orNotFound)
  return (
    <DraftEditor
      key={`${draft.id}-${draft.revision}`}
      draft={draft}
      actions={{
        save: saveSubtitleDraftAction,
        approve: approveSubtitleDraftAction,
        discard: discardSubtitleDraftAction,
        readAgain: readSubtitlesAgainAction,
      }}
    />
  )
}

function orNotFound(error: unknown): never {
  // An address that carries no id at all is refused as input.
  if (error instanceof AppError && (error.kind === 'not-found' || error.kind === 'invalid-input')) notFound()
  throw error
}
