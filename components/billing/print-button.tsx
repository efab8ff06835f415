'use client'

import { Printer } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '../ui/button.tsx'

/** Prints the page. */
export function PrintButton() {
  const t = useTranslations('billing.receipt')
  return (
    <Button variant="tonal" onClick={() => window.print()}>
      <Printer aria-hidden size={18} strokeWidth={1.75} />
      {t('print')}
    </Button>
  )
}
