'use client'

import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { PersonDto } from '#server/domains/identity/schemas.ts'
import { Card } from '../shell/card.tsx'
import { When } from './account-cells.tsx'

/** What is known of an account. */
export function FactsCard({ person, nowIso }: { person: PersonDto; nowIso: string }) {
  const t = useTranslations('admin.person')
  const locale = useLocale()
  const country = person.country
    ? (new Intl.DisplayNames([locale], { type: 'region' }).of(person.country) ?? person.country)
    : null
  const when = (at: string | null) => <When at={at} nowIso={nowIso} />
  return (
    <Card title={t('facts')}>
      <dl className="grid gap-3 p-4">
        <Fact name={t('fact.email')}>{person.email}</Fact>
        <Fact name={t('fact.verified')}>
          {person.emailVerifiedAt ? when(person.emailVerifiedAt) : t('fact.notVerified')}
        </Fact>
        <Fact name={t('fact.country')}>{country ?? t('fact.unknown')}</Fact>
        <Fact name={t('fact.language')}>{t(`language.${person.locale}`)}</Fact>
        <Fact name={t('fact.created')}>{when(person.createdAt)}</Fact>
        <Fact name={t('fact.used')}>{when(person.lastUsedAt)}</Fact>
        {person.erasesAt ? <Fact name={t('fact.erases')}>{when(person.erasesAt)}</Fact> : null}
        <Fact name={t('fact.id')}>
          <code className="font-mono text-meta break-all">{person.id}</code>
        </Fact>
      </dl>
    </Card>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-0.5">
      <dt className="text-small text-shell-3">{name}</dt>
      <dd className="tabular min-w-0 break-words">{children}</dd>
    </div>
  )
}
