import { Download } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { DataExportDto } from '#server/domains/admin/schemas.ts'
import { formatBytes } from '../../format/format-bytes.ts'
import { Button } from '../../ui/button.tsx'
import { RunningBulbs } from '../../ui/running-bulbs.tsx'
import { copyAddress } from './save-copy.ts'

/** One copy of somebody's data: that it is being made, or since and until when it can be taken. */
export function DataCopy({ copy, take }: { copy: DataExportDto; take: () => void }) {
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
          href={copyAddress(copy.id)}
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
