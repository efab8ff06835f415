'use client'

import { Download } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import type { DataExportDto } from '#server/domains/admin/schemas.ts'
import { callAction, type AdminAction } from '../admin/errors/call-action.ts'
import { useErrorMessage } from '../admin/errors/use-error-message.ts'
import { formatBytes } from '../admin/format/format-bytes.ts'
import { Button } from '../ui/button.tsx'
import { RunningBulbs } from '../ui/running-bulbs.tsx'

/** While a copy is being made the page asks so often whether it is there. */
const askAgainMs = 4000

type DataExportsProps = { exports: DataExportDto[]; request: AdminAction<void> }

/** The copies of one's data that are being made or can be taken, and the way to a new one. */
export function DataExports({ exports, request }: DataExportsProps) {
  const t = useTranslations('account.data')
  const message = useErrorMessage()
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const isWaiting = exports.some(({ readyAt }) => readyAt === null)
  useEffect(() => {
    if (!isWaiting) return
    const timer = setInterval(() => router.refresh(), askAgainMs)
    return () => clearInterval(timer)
  }, [isWaiting, router])
  const ask = async () => {
    setBusy(true)
    setRefusal(null)
    const outcome = await callAction(request, undefined)
    setBusy(false)
    if (!outcome.ok) setRefusal(message(outcome))
    router.refresh()
  }
  return (
    <div className="mt-8 grid justify-items-start gap-4">
      {exports.length > 0 ? (
        <ul className="w-full overflow-hidden rounded-card border border-line bg-ink-1" aria-live="polite">
          {exports.map((copy) => (
            <li
              key={copy.id}
              className="flex min-h-16 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0"
            >
              <Copy copy={copy} />
            </li>
          ))}
        </ul>
      ) : null}
      {refusal ? (
        <p role="alert" className="text-small text-son-text">
          {refusal}
        </p>
      ) : null}
      <Button
        variant={exports.length === 0 ? 'lamp' : 'tonal'}
        busy={busy}
        disabled={isWaiting}
        onClick={() => void ask()}
      >
        {t('request')}
      </Button>
      <p className="text-small text-shell-3">{t('hint')}</p>
    </div>
  )
}

function Copy({ copy }: { copy: DataExportDto }) {
  const t = useTranslations('account.data')
  const locale = useLocale()
  const day = (iso: string) =>
    new Intl.DateTimeFormat(locale === 'vi' ? 'vi-VN' : 'en-GB', {
      dateStyle: 'long',
      timeZone: 'Asia/Ho_Chi_Minh',
    }).format(new Date(iso))
  if (copy.readyAt === null || copy.expiresAt === null) {
    return (
      <p className="flex items-center gap-3 text-body text-shell-2">
        <RunningBulbs />
        {t('making')}
      </p>
    )
  }
  return (
    <>
      <p className="tabular min-w-0 text-body">
        {t('madeOn', { date: day(copy.readyAt) })}
        <span className="block text-small text-shell-3">
          {t('until', { date: day(copy.expiresAt), size: formatBytes(copy.sizeBytes ?? 0, locale) })}
        </span>
      </p>
      <Button asChild size="sm" variant="lamp">
        <a href={`/api/users/me/exports/${copy.id}`} download>
          <Download aria-hidden size={18} strokeWidth={1.75} />
          {t('download')}
        </a>
      </Button>
    </>
  )
}
