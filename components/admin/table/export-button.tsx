'use client'

import { Download } from 'lucide-react'
import { useLocale } from 'next-intl'
import type { ReactNode } from 'react'
import { getPathname } from '#i18n/navigation.ts'
import { Button } from '../../ui/button.tsx'

type ExportButtonProps = {
  href: `/admin/${'accounts' | 'audit' | 'ledger' | 'payments'}/export`
  /** The filters that hold, as the address has them. */
  search: string
  children: ReactNode
}

/** The way to a table's rows as a file. */
export function ExportButton({ href, search, children }: ExportButtonProps) {
  const locale = useLocale()
  return (
    <Button asChild size="sm" variant="outline">
      <a href={`${getPathname({ href, locale })}${search ? `?${search}` : ''}`} download>
        <Download aria-hidden size={18} strokeWidth={1.75} />
        {children}
      </a>
    </Button>
  )
}
