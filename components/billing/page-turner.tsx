import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import { Button } from '../ui/button.tsx'

const look = { 'aria-hidden': true, size: 18, strokeWidth: 1.75 } as const
const hrefOf = (page: number) => ({ pathname: '/billing/payments', query: page > 1 ? { page } : {} })

/** Which of how many pages it is, and the ways to the others; nothing where there is one. */
export function PageTurner({ page, pages }: { page: number; pages: number }) {
  const t = useTranslations('billing.payments')
  if (pages <= 1 && page === 1) return null
  return (
    <nav aria-label={t('pages')} className="mt-4 flex items-center justify-between gap-3">
      <span className="flex-1">
        {page > 1 ? (
          <Button asChild variant="tonal" size="sm">
            <Link href={hrefOf(Math.min(page - 1, pages))}>
              <ChevronLeft {...look} />
              {t('newer')}
            </Link>
          </Button>
        ) : null}
      </span>
      <span className="tabular text-small text-shell-2">{t('place', { page, pages })}</span>
      <span className="flex flex-1 justify-end">
        {page < pages ? (
          <Button asChild variant="tonal" size="sm">
            <Link href={hrefOf(page + 1)}>
              {t('older')}
              <ChevronRight {...look} />
            </Link>
          </Button>
        ) : null}
      </span>
    </nav>
  )
}
