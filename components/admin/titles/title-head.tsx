'use client'

import { ArrowLeft, ArrowUpRight, Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Link } from '#i18n/navigation.ts'
import { StatusBadge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { PageHead } from '../shell/page-head.tsx'
import type { TitlePage, TitlePageActions } from './title-page.ts'
import { UnpublishDialog } from './unpublish-dialog.tsx'
import { useTitleCommands } from './use-title-commands.ts'

const icon = { 'aria-hidden': true, size: 18, strokeWidth: 1.75 } as const

/** The way back, the title's name and standing, and the next step: to publish it, or to look at its page. */
export function TitleHead({ data, actions }: { data: TitlePage; actions: TitlePageActions }) {
  const t = useTranslations('admin')
  const commands = useTitleCommands(actions)
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const { title, name } = data
  const published = title.status === 'published'
  const publish = async () => {
    setBusy(true)
    await commands.publish([{ id: title.id, name }])
    setBusy(false)
  }
  return (
    <>
      <Link
        href="/admin/titles"
        className="mb-1 -ml-2 inline-flex min-h-9 items-center gap-1.5 rounded-control px-2 text-small text-shell-2 hover:text-shell max-md:min-h-11"
      >
        <ArrowLeft aria-hidden size={16} strokeWidth={1.75} />
        {t('title.back')}
      </Link>
      <PageHead
        title={name}
        lead={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-1">
            <StatusBadge tone={published ? 'success' : 'neutral'}>
              {t(`titles.status.${title.status}`)}
            </StatusBadge>
            <span>
              {[t(`titles.kind.${title.kind}`), title.year, title.ratingCode].filter(Boolean).join(' · ')}
            </span>
          </span>
        }
        actions={
          published ? (
            <>
              <Button size="sm" variant="text" onClick={() => setAsking(true)}>
                <EyeOff {...icon} />
                {t('title.unpublish')}
              </Button>
              <Button asChild size="sm" variant="outline">
                <Link href={`/title/${title.slug}`}>
                  <ArrowUpRight {...icon} />
                  {t('title.view')}
                </Link>
              </Button>
            </>
          ) : (
            <Button
              size="sm"
              variant="lamp"
              busy={busy}
              disabled={title.publishBlockers.length > 0}
              aria-describedby="publish-reasons"
              onClick={() => void publish()}
            >
              <Eye {...icon} />
              {t('title.publish')}
            </Button>
          )
        }
      />
      <UnpublishDialog
        rows={asking ? [title] : []}
        onClose={() => setAsking(false)}
        onConfirm={async () => {
          await commands.unpublish([{ id: title.id, name }])
          setAsking(false)
        }}
      />
    </>
  )
}
