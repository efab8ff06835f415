'use client'

import { Download, FolderUp, Plus, Upload } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { getPathname } from '#i18n/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { chooseFiles, chooseFolder } from '../drop/choose-files.ts'
import { filmAccept } from '../drop/film-files.ts'
import { PageHead } from '../shell/page-head.tsx'
import type { TitlesPage } from './titles-page.ts'

type TitlesHeadProps = {
  data: TitlesPage
  /** The filters, for the export. */
  search: string
  onCreate: () => void
  onFiles: (files: File[]) => void
}

/** The page's name and count, and its ways on: export, a new title, films one by one or by the folder. */
export function TitlesHead({ data, search, onCreate, onFiles }: TitlesHeadProps) {
  const t = useTranslations('admin.titles')
  const locale = useLocale()
  const icon = { 'aria-hidden': true, size: 18, strokeWidth: 1.75 } as const
  return (
    <PageHead
      title={t('heading')}
      lead={t('lead', { total: data.allCount, busy: data.busyCount })}
      actions={
        <>
          <Button asChild size="sm" variant="outline">
            <a
              href={`${getPathname({ href: '/admin/titles/export', locale })}${search ? `?${search}` : ''}`}
              download
            >
              <Download {...icon} />
              {t('export')}
            </a>
          </Button>
          <Button size="sm" variant="outline" onClick={onCreate}>
            <Plus {...icon} />
            {t('create')}
          </Button>
          <Button size="sm" variant="outline" className="max-md:hidden" onClick={() => chooseFolder(onFiles)}>
            <FolderUp {...icon} />
            {t('uploadFolder')}
          </Button>
          <Button
            size="sm"
            variant="lamp"
            onClick={() => chooseFiles({ accept: filmAccept, multiple: true }, onFiles)}
          >
            <Upload {...icon} />
            {t('upload')}
          </Button>
        </>
      }
    />
  )
}
