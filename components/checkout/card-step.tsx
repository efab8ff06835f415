import { useTranslations } from 'next-intl'
import { Button } from '../ui/button.tsx'
import { RunningBulbs } from '../ui/running-bulbs.tsx'
import { PaymentState } from './payment-state.tsx'
import type { PaymentStep } from './views.ts'

type CardStepProps = {
  step: Extract<PaymentStep, { kind: 'card' }>
  change: { onPress: () => void; busy: boolean }
}

/** Back from the provider's page the payment waits to be told; before that it leads there. */
export function CardStep({ step, change }: CardStepProps) {
  const t = useTranslations('checkout')
  const { url } = step
  if (step.isBack || url === null) {
    return (
      <PaymentState
        title={t('card.waitingTitle')}
        lead={
          <output className="grid justify-items-center gap-4">
            {t('card.waitingBody')}
            <RunningBulbs className="text-lamp-text" />
          </output>
        }
      >
        {url === null ? (
          <p className="text-small text-balance text-shell-3">{t('card.waitingLate')}</p>
        ) : (
          <Button asChild variant="text">
            <a href={url}>{t('card.waitingAgain')}</a>
          </Button>
        )}
      </PaymentState>
    )
  }
  return (
    <PaymentState title={t('card.openTitle')} lead={<p>{t('card.openBody')}</p>}>
      <Button asChild variant="lamp" size="lg">
        <a href={url}>{t('card.open')}</a>
      </Button>
      <Button variant="text" busy={change.busy} onClick={change.onPress}>
        {t('transfer.change')}
      </Button>
    </PaymentState>
  )
}
