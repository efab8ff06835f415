'use client'

import { Gift } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { StatusBadge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../shell/card.tsx'
import { When } from './account-cells.tsx'
import { GrantDialog } from './grant-dialog.tsx'
import type { PersonActions, PersonPage, RightRow } from './person-page.ts'
import { ReasonDialog } from '../shell/reason-dialog.tsx'

type AccessCardProps = { data: PersonPage; rights: RightRow[]; actions: PersonActions }

/** What somebody may watch, until when and why; granted and taken back here. */
export function AccessCard({ data, rights, actions }: AccessCardProps) {
  const t = useTranslations('admin.person')
  const [granting, setGranting] = useState(false)
  const [revoking, setRevoking] = useState<RightRow | null>(null)
  const { powers, person, nowIso } = data
  return (
    <Card
      title={t('access')}
      aside={
        powers.grant ? (
          <Button size="sm" variant="text" onClick={() => setGranting(true)}>
            <Gift aria-hidden size={18} strokeWidth={1.75} />
            {t('give')}
          </Button>
        ) : null
      }
    >
      {rights.length === 0 ? (
        <p className="p-4 text-small text-shell-3">{t('noRights')}</p>
      ) : (
        <ul>
          {rights.map((right) => (
            <li
              key={right.id}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0"
            >
              <RightFacts right={right} nowIso={nowIso} />
              {powers.grant && right.isLiving ? (
                <Button size="sm" variant="outline" onClick={() => setRevoking(right)}>
                  {t('revoke')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {granting ? (
        <GrantDialog accountId={person.id} actions={actions} onClose={() => setGranting(false)} />
      ) : null}
      {revoking ? (
        <ReasonDialog
          title={t('revokeAsk')}
          description={t('revokeBody')}
          confirmLabel={t('revoke')}
          done={t('revoked')}
          confirm={(reason) => actions.revoke({ id: revoking.id, reason })}
          onClose={() => setRevoking(null)}
        />
      ) : null}
    </Card>
  )
}

function RightFacts({ right, nowIso }: { right: RightRow; nowIso: string }) {
  const t = useTranslations('admin.person')
  const what = right.scope === 'catalogue' ? t('wholeCatalogue') : (right.titleName ?? t('titleGone'))
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-2">
        <span className="min-w-0 font-medium break-words">{what}</span>
        {right.isLiving ? (
          <StatusBadge tone="success">{t('living')}</StatusBadge>
        ) : (
          <StatusBadge tone="neutral">{right.revokedAt ? t('takenBack') : t('over')}</StatusBadge>
        )}
      </p>
      <p className="tabular text-small text-shell-2">
        {t(`why.${right.reason}`)} · <When at={right.startsAt} nowIso={nowIso} />
        {' – '}
        {right.endsAt ? <When at={right.endsAt} nowIso={nowIso} /> : t('forEver')}
      </p>
      {right.note ? <p className="text-small break-words text-shell-3">{right.note}</p> : null}
      {right.revokeReason ? (
        <p className="text-small break-words text-shell-3">
          {t('revokedFor')}: {right.revokeReason}
        </p>
      ) : null}
    </div>
  )
}
