'use client'

import { ArrowLeft, Lock, LockOpen } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Link } from '#i18n/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { useCommand } from '../../errors/use-command.ts'
import { PageHead } from '../shell/page-head.tsx'
import { RoleBadge, StateBadge, When } from './account-cells.tsx'
import type { PersonActions, PersonPage } from './person-page.ts'
import { ReasonDialog } from '../shell/reason-dialog.tsx'

const icon = { 'aria-hidden': true, size: 18, strokeWidth: 1.75 } as const

/** The way back, who it is and how they stand, and the way to lock them out or let them in again. */
export function PersonHead({ data, actions }: { data: PersonPage; actions: PersonActions }) {
  const t = useTranslations('admin.person')
  const { person, powers } = data
  return (
    <>
      <Link
        href="/admin/accounts"
        className="mb-1 -ml-2 inline-flex min-h-9 items-center gap-1.5 rounded-control px-2 text-small text-shell-2 hover:text-shell max-md:min-h-11"
      >
        <ArrowLeft aria-hidden size={16} strokeWidth={1.75} />
        {t('back')}
      </Link>
      <PageHead
        title={<span className="break-words">{person.displayName}</span>}
        lead={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-1">
            <StateBadge state={person.state} />
            <RoleBadge role={person.role} />
            <span className="min-w-0 break-all">{person.email}</span>
          </span>
        }
        actions={powers.lock ? <LockButton data={data} actions={actions} /> : null}
      />
      {person.lockedAt ? (
        <div className="mt-5 rounded-card bg-son-bg px-4 py-3 text-body text-son-text">
          <p className="font-medium">
            {t('lockedSince')} <When at={person.lockedAt} nowIso={data.nowIso} />
          </p>
          {person.lockReason ? <p className="mt-0.5 break-words">{person.lockReason}</p> : null}
        </div>
      ) : null}
    </>
  )
}

function LockButton({ data, actions }: { data: PersonPage; actions: PersonActions }) {
  const t = useTranslations('admin.person')
  const { person } = data
  const [asking, setAsking] = useState(false)
  const { run, busy } = useCommand()
  if (person.lockedAt) {
    return (
      <Button
        size="sm"
        variant="outline"
        busy={busy !== null}
        onClick={() => void run(actions.unlock, { accountId: person.id }, t('unlocked'))}
      >
        <LockOpen {...icon} />
        {t('unlock')}
      </Button>
    )
  }
  return (
    <>
      <Button size="sm" variant="danger" onClick={() => setAsking(true)}>
        <Lock {...icon} />
        {t('lock')}
      </Button>
      {asking ? (
        <ReasonDialog
          title={t('lockAsk', { name: person.displayName })}
          description={t('lockBody')}
          confirmLabel={t('lock')}
          done={t('locked')}
          confirm={(reason) => actions.lock({ accountId: person.id, reason })}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}
