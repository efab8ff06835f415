'use client'

import { FileDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '../../ui/button.tsx'
import { useCommand } from '../../errors/use-command.ts'
import { Card } from '../shell/card.tsx'
import type { PersonActions } from './person-page.ts'

type DataCardProps = { accountId: string; requestData: PersonActions['requestData'] }

/** Has a copy of somebody's data made who has asked for it; they alone can take it. */
export function DataCard({ accountId, requestData }: DataCardProps) {
  const t = useTranslations('admin.person')
  const { run, busy } = useCommand()
  return (
    <Card title={t('data')}>
      <div className="grid justify-items-start gap-3 p-4">
        <p className="text-small text-shell-2">{t('dataBody')}</p>
        <Button
          size="sm"
          variant="outline"
          busy={busy !== null}
          onClick={() => void run(requestData, { accountId }, t('dataRequested'))}
        >
          <FileDown aria-hidden size={18} strokeWidth={1.75} />
          {t('requestData')}
        </Button>
      </div>
    </Card>
  )
}
