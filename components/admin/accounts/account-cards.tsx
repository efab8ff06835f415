'use client'

import { useTranslations } from 'next-intl'
import type { PersonDto } from '#server/domains/identity/schemas.ts'
import { cn } from '../../ui/class-names.ts'
import { PersonName, RoleBadge, StateBadge, When } from './account-cells.tsx'

type AccountCardsProps = { accounts: PersonDto[]; nowIso: string; pending: boolean; className?: string }

/** The same people for a phone: a card each. */
export function AccountCards({ accounts, nowIso, pending, className }: AccountCardsProps) {
  const t = useTranslations('admin.accounts')
  return (
    <ul className={cn(pending && 'opacity-60', className)} aria-busy={pending}>
      {accounts.map((account) => (
        <li key={account.id} className="grid gap-2 border-b border-line px-4 py-3 last:border-0">
          <PersonName person={account} />
          <div className="flex flex-wrap items-center gap-2">
            <RoleBadge role={account.role} />
            <StateBadge state={account.state} />
          </div>
          <span className="tabular text-small text-shell-2">
            {t('column.used')}: <When at={account.lastUsedAt} nowIso={nowIso} />
          </span>
        </li>
      ))}
    </ul>
  )
}
