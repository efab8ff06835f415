import { useLocale, useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import { formatMoney } from '../format/format-money.ts'
import { Button } from '../ui/button.tsx'
import { PaymentState } from './payment-state.tsx'
import type { PaymentStep, PaymentView } from './views.ts'

type OverStepProps = { payment: PaymentView; step: Extract<PaymentStep, { kind: 'over' }> }

/** A payment that ended unpaid, and the way to pay the same anew. */
export function OverStep({ payment, step }: OverStepProps) {
  const t = useTranslations('checkout.over')
  const isTransfer = payment.provider === 'sepay'
  const { title, body } = useWords(step, isTransfer)
  return (
    <PaymentState sign={step.why === 'failed' ? '!' : '0'} title={title} lead={<p>{body}</p>}>
      <Button asChild variant="lamp" size="lg">
        <Link href={payment.againHref}>
          {step.why === 'expired' && isTransfer ? t('newCode') : t('again')}
        </Link>
      </Button>
      <Button asChild variant="text">
        <Link href="/">{t('home')}</Link>
      </Button>
    </PaymentState>
  )
}

function useWords({ why, credited }: OverStepProps['step'], isTransfer: boolean) {
  const t = useTranslations('checkout.over')
  const locale = useLocale()
  const creditedBody = credited && t('creditedBody', { received: formatMoney(credited, locale) })
  switch (why) {
    case 'expired':
      return isTransfer
        ? { title: t('expiredTitle'), body: creditedBody ?? t('expiredBody') }
        : { title: t('expiredPageTitle'), body: creditedBody ?? t('expiredPageBody') }
    case 'cancelled':
      return { title: t('cancelledTitle'), body: creditedBody ?? t('cancelledBody') }
    case 'failed':
      return { title: t('failedTitle'), body: creditedBody ?? t('failedBody') }
  }
}
