'use client'

import { useTranslations } from 'next-intl'
import { useState, type SyntheticEvent } from 'react'
import { mostReconciledDays, providerNameSchema } from '#server/domains/billing/schemas.ts'
import { useCommand } from '../../errors/use-command.ts'
import { Button } from '../../ui/button.tsx'
import { Field, Input } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { Card } from '../shell/card.tsx'
import { FormError } from '../titles/form-error.tsx'
import type { ReconciliationActions } from './reconciliation-page.ts'

const dayMs = 24 * 60 * 60 * 1000
const all = 'all'

type ReconcileFormProps = { today: string; reconcile: ReconciliationActions['reconcile'] }

/** Has the books compared for some days, with one provider or all. */
export function ReconcileForm({ today, reconcile }: ReconcileFormProps) {
  const t = useTranslations('admin-book.reconciliation')
  const tProvider = useTranslations('admin-book.provider')
  const { run, busy } = useCommand()
  const [from, setFrom] = useState(today)
  const [to, setTo] = useState(today)
  const [provider, setProvider] = useState<string>(all)
  const [isTried, setTried] = useState(false)
  const fault = faultOf(from, to)
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    setTried(true)
    if (fault !== null) return
    const name = providerNameSchema.safeParse(provider).data ?? null
    void run(reconcile, { from, to, provider: name }, t('started'))
  }
  return (
    <Card title={t('now')}>
      <form noValidate className="grid gap-4 p-4" onSubmit={submit}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('from')}>
            {(control) => (
              <Input
                {...control}
                type="date"
                max={today}
                value={from}
                onChange={(event) => setFrom(event.target.value)}
              />
            )}
          </Field>
          <Field label={t('to')}>
            {(control) => (
              <Input
                {...control}
                type="date"
                max={today}
                value={to}
                onChange={(event) => setTo(event.target.value)}
              />
            )}
          </Field>
        </div>
        <Field label={t('provider')} hint={provider === 'sepay' ? undefined : t('stripeDays')}>
          {(control) => (
            <Select
              {...control}
              value={provider}
              onValueChange={setProvider}
              options={[
                { value: all, label: t('allProviders') },
                ...providerNameSchema.options.map((name) => ({ value: name, label: tProvider(name) })),
              ]}
            />
          )}
        </Field>
        {isTried && fault ? <FormError>{t(fault, { count: mostReconciledDays })}</FormError> : null}
        <div>
          <Button type="submit" variant="lamp" className="max-md:w-full" busy={busy !== null}>
            {t('start')}
          </Button>
        </div>
      </form>
    </Card>
  )
}

function faultOf(from: string, to: string): 'daysMissing' | 'daysMany' | null {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1
  if (Number.isNaN(days) || days < 1) return 'daysMissing'
  return days > mostReconciledDays ? 'daysMany' : null
}
