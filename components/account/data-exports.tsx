'use client'

import { Download } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { useRouter } from '#i18n/navigation.ts'
import type { DataExportDto } from '#server/domains/admin/schemas.ts'
import { callAction, type ActionOutcome, type AdminAction } from '../admin/errors/call-action.ts'
import { useErrorMessage } from '../admin/errors/use-error-message.ts'
import { formatBytes } from '../admin/format/format-bytes.ts'
import { Button } from '../ui/button.tsx'
import { RunningBulbs } from '../ui/running-bulbs.tsx'
import { ConfirmPasswordDialog } from './confirm-password-dialog.tsx'

/** How often the page asks for a copy that is being made. */
const askAgainMs = 4000
/** Browsers read the bytes behind a link a moment after its click. */
const savingMs = 60_000

const problemSchema = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})

type DataExportsProps = {
  exports: DataExportDto[]
  request: AdminAction<void>
  /** Takes the password where the sign-in is no longer fresh. */
  prove: AdminAction<{ password: string }>
}

/** The copies of one's data that are being made or can be taken, and the way to a new one. */
export function DataExports({ exports, request, prove }: DataExportsProps) {
  const t = useTranslations('account.data')
  const message = useErrorMessage()
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  /** What goes on once the password has been given. */
  const [waiting, setWaiting] = useState<(() => Promise<void>) | null>(null)
  const isWaiting = exports.some(({ readyAt }) => readyAt === null)
  useEffect(() => {
    if (!isWaiting) return
    const timer = setInterval(() => router.refresh(), askAgainMs)
    return () => clearInterval(timer)
  }, [isWaiting, router])
  const show = (outcome: ActionOutcome<unknown>, again: () => Promise<void>) => {
    if (outcome.ok) return
    if (outcome.code === 'account.password-needed') setWaiting(() => again)
    else setRefusal(message(outcome))
  }
  const ask = async () => {
    setBusy(true)
    setRefusal(null)
    const outcome = await callAction(request, undefined)
    setBusy(false)
    show(outcome, ask)
    router.refresh()
  }
  const take = async (id: string) => {
    setRefusal(null)
    show(await takeCopy(id), () => take(id))
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
              <Copy copy={copy} take={() => void take(copy.id)} />
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
      <ConfirmPasswordDialog
        open={waiting !== null}
        title={t('confirmTitle')}
        lead={t('confirmLead')}
        submitLabel={t('confirm')}
        prove={prove}
        onClose={() => setWaiting(null)}
        onProved={async () => {
          setWaiting(null)
          await waiting?.()
        }}
      />
    </div>
  )
}

const addressOf = (id: string) => `/api/users/me/exports/${id}`

/** Has the browser save the copy. Not by a plain link, which could not ask for the password where the route wants it. */
async function takeCopy(id: string): Promise<ActionOutcome<null>> {
  const response = await fetch(addressOf(id)).catch(() => null)
  if (!response?.ok) {
    const problem = response && problemSchema.safeParse(await response.json().catch(() => null))
    if (problem?.success) return { ok: false, ...problem.data }
    return { ok: false, code: navigator.onLine ? 'internal' : 'offline', params: {} }
  }
  const url = URL.createObjectURL(await response.blob())
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  const link = Object.assign(document.createElement('a'), { href: url, download: name ?? 'marquee.json' })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), savingMs)
  return { ok: true, value: null }
}

function Copy({ copy, take }: { copy: DataExportDto; take: () => void }) {
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
        <a
          href={addressOf(copy.id)}
          download
          onClick={(event) => {
            event.preventDefault()
            take()
          }}
        >
          <Download aria-hidden size={18} strokeWidth={1.75} />
          {t('download')}
        </a>
      </Button>
    </>
  )
}
