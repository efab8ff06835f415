'use client'

import { PersonMoneyCard } from '../payments/person-money-card.tsx'
import { AccessCard } from './access-card.tsx'
import { DataCard } from './data-card.tsx'
import { FactsCard } from './facts-card.tsx'
import { HistoryCard } from './history-card.tsx'
import { PersonAuditCard } from './person-audit-card.tsx'
import { PersonHead } from './person-head.tsx'
import type { PersonActions, PersonPage } from './person-page.ts'
import { RoleCard } from './role-card.tsx'
import { SessionsCard } from './sessions-card.tsx'

/** The page of one person: who they are, what they may do and watch, and what was done about them. */
export function PersonView({ data, actions }: { data: PersonPage; actions: PersonActions }) {
  const { person, powers, rights, money, audit, nowIso } = data
  const accountId = person.id
  return (
    <>
      <PersonHead data={data} actions={actions} />
      <div className="mt-6 grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,1fr)_340px] xl:grid-rows-[auto_1fr]">
        <div className="min-w-0 xl:col-start-2 xl:row-start-1">
          <FactsCard person={person} nowIso={nowIso} />
        </div>
        <div className="grid min-w-0 gap-6 xl:col-start-1 xl:row-span-2 xl:row-start-1">
          {money ? (
            <PersonMoneyCard
              accountId={accountId}
              name={person.displayName}
              money={money}
              payBack={powers.payBack ? actions.payBack : null}
              nowIso={nowIso}
            />
          ) : null}
          {rights ? <AccessCard data={data} rights={rights} actions={actions} /> : null}
          {powers.readPrivate || powers.endSessions ? (
            <SessionsCard accountId={accountId} powers={powers} actions={actions} nowIso={nowIso} />
          ) : null}
          {powers.readPrivate ? (
            <HistoryCard accountId={accountId} readHistory={actions.readHistory} nowIso={nowIso} />
          ) : null}
          {audit ? <PersonAuditCard accountId={accountId} entries={audit} nowIso={nowIso} /> : null}
        </div>
        <div className="grid min-w-0 gap-6 empty:hidden xl:col-start-2 xl:row-start-2">
          {powers.setRole ? <RoleCard person={person} changeRole={actions.changeRole} /> : null}
          {powers.readPrivate ? <DataCard accountId={accountId} requestData={actions.requestData} /> : null}
        </div>
      </div>
    </>
  )
}
