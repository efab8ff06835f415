'use client'

import { CircleAlert, CircleCheck } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import { Switch } from '../../ui/checkbox.tsx'
import { showToast } from '../../ui/toast.tsx'
import { callAction } from '../../errors/call-action.ts'
import { useErrorMessage } from '../../errors/use-error-message.ts'
import { formatMoment } from '../format/format-time.ts'
import { Card } from '../shell/card.tsx'
import type { TitlePage, TitlePageActions } from './title-page.ts'

/** Whether the title is shown, and if not, what it lacks. */
export function PublishCard({ data, update }: { data: TitlePage; update: TitlePageActions['update'] }) {
  const t = useTranslations('admin.title.publishing')
  const locale = useLocale()
  const { title } = data
  const published = title.status === 'published'
  const at = title.publishedAt ? formatMoment(title.publishedAt, locale, Date.parse(data.nowIso)) : ''
  return (
    <Card title={t('heading')}>
      <div id="publish-reasons" className="grid gap-2 p-4 text-small">
        {published ? (
          <p className="flex items-start gap-2 text-jade">
            <CircleCheck aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0" />
            {t('isPublished', { at })}
          </p>
        ) : title.publishBlockers.length === 0 ? (
          <p className="flex items-start gap-2 text-jade">
            <CircleCheck aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0" />
            {t('isReady')}
          </p>
        ) : (
          <>
            <p className="text-shell-2">{t('isNotReady')}</p>
            <ul className="grid gap-1.5">
              {title.publishBlockers.map((blocker) => (
                <li key={blocker} className="flex items-start gap-2">
                  <CircleAlert
                    aria-hidden
                    size={16}
                    strokeWidth={1.75}
                    className="mt-0.5 shrink-0 text-son-text"
                  />
                  {t(blocker)}
                </li>
              ))}
            </ul>
          </>
        )}
        {title.playableCount === 0 ? <p className="text-shell-3">{t('noFilm')}</p> : null}
      </div>
      {published ? null : <AutoPublish data={data} update={update} />}
    </Card>
  )
}

function AutoPublish({ data, update }: { data: TitlePage; update: TitlePageActions['update'] }) {
  const t = useTranslations('admin.title.publishing')
  const message = useErrorMessage()
  const router = useRouter()
  const id = useId()
  const [busy, setBusy] = useState(false)
  const { title, name } = data
  const change = async (publishWhenReady: boolean) => {
    setBusy(true)
    const outcome = await callAction(update, { titleId: title.id, version: title.version, publishWhenReady })
    setBusy(false)
    if (outcome.ok) showToast({ text: t(publishWhenReady ? 'autoOn' : 'autoOff', { name }) })
    else showToast({ tone: 'failed', text: message(outcome) })
    router.refresh()
  }
  return (
    <div className="flex items-center justify-between gap-4 border-t border-line p-4">
      <label htmlFor={id} className="text-small">
        {t('auto')}
      </label>
      <Switch
        id={id}
        checked={title.publishWhenReady}
        disabled={busy}
        onCheckedChange={(checked) => void change(checked)}
      />
    </div>
  )
}
