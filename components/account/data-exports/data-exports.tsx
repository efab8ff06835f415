'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import type { DataExportDto } from '#server/domains/admin/schemas.ts'
import { callAction, type AdminAction } from '../../errors/call-action.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmPasswordDialog } from '../confirm-password-dialog.tsx'
import { DataCopy } from './data-copy.tsx'
import { saveCopy } from './save-copy.ts'
import { useFreshProof } from './use-fresh-proof.ts'
import { useRefreshWhile } from '../../live/use-refresh-while.ts'

type DataExportsProps = {
  exports: DataExportDto[]
  request: AdminAction<void>
  /** Tells whether a copy may be taken now. */
  check: AdminAction<{ id: string }>
  /** Takes the password where the sign-in is no longer fresh. */
  prove: AdminAction<{ password: string }>
}

/** The copies of one's data that are being made or can be taken, and the way to a new one. */
export function DataExports({ exports, request, check, prove }: DataExportsProps) {
  const t = useTranslations('account.data')
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const { run, refusal, dialog } = useFreshProof()
  const isWaiting = exports.some(({ readyAt }) => readyAt === null)
  useRefreshWhile(isWaiting)
  const ask = () =>
    run(async () => {
      setBusy(true)
      const outcome = await callAction(request, undefined)
      setBusy(false)
      router.refresh()
      return outcome
    })
  // A link alone could neither ask for the password nor say why the copy can't be had.
  const take = (id: string) =>
    run(async () => {
      const outcome = await callAction(check, { id })
      if (outcome.ok) saveCopy(id)
      return outcome
    })
  return (
    <div className="mt-8 grid justify-items-start gap-4">
      {exports.length > 0 ? (
        <ul className="w-full overflow-hidden rounded-card border border-line bg-ink-1" aria-live="polite">
          {exports.map((copy) => (
            <li
              key={copy.id}
              className="flex min-h-16 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0"
            >
              <DataCopy copy={copy} take={() => void take(copy.id)} />
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
        {...dialog}
        title={t('confirmTitle')}
        lead={t('confirmLead')}
        submitLabel={t('confirm')}
        prove={prove}
      />
    </div>
  )
}
