'use client'

import { cn } from '../../ui/class-names.ts'
import { ActionWord, AuditActor, AuditDetail, AuditMoment, AuditSubject } from './audit-cells.tsx'
import type { AuditLine } from './audit-page.ts'

type AuditCardsProps = {
  entries: AuditLine[]
  nowIso: string
  pending: boolean
  /** The id of what all of them are about, where the page says so already. */
  about?: string
  className?: string
}

/** The same entries for a phone: a card each. */
export function AuditCards({ entries, nowIso, pending, about, className }: AuditCardsProps) {
  return (
    <ul className={cn(pending && 'opacity-60', className)} aria-busy={pending}>
      {entries.map((entry) => (
        <li
          key={entry.id}
          className="grid grid-cols-[minmax(0,1fr)] gap-0.5 border-b border-line px-4 py-3 last:border-0"
        >
          <ActionWord action={entry.action} />
          {entry.subject.id === about ? null : <AuditSubject subject={entry.subject} />}
          <span className="tabular text-small text-shell-2">
            <AuditActor entry={entry} /> · <AuditMoment at={entry.at} nowIso={nowIso} />
          </span>
          <AuditDetail entry={entry} />
        </li>
      ))}
    </ul>
  )
}
