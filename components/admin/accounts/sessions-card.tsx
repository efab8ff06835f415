'use client'

import { Laptop, LogOut, Smartphone, Tablet, Terminal, Tv, type LucideIcon } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import type { StaffSessionDto } from '#server/domains/identity/schemas.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { useCommand } from '../../errors/use-command.ts'
import { Card } from '../shell/card.tsx'
import { When } from './account-cells.tsx'
import type { PersonActions, PersonPowers } from './person-page.ts'
import { PrivateNotice, usePrivate } from './private-part.tsx'

type SessionsCardProps = {
  accountId: string
  powers: PersonPowers
  actions: PersonActions
  nowIso: string
}

const icons: Record<StaffSessionDto['device']['kind'], LucideIcon> = {
  phone: Smartphone,
  tablet: Tablet,
  computer: Laptop,
  tv: Tv,
  program: Terminal,
}

/** Where somebody is signed in, shown once asked for; ended one by one or all together. */
export function SessionsCard({ accountId, powers, actions, nowIso }: SessionsCardProps) {
  const t = useTranslations('admin.person')
  const sessions = usePrivate(actions.readSessions, accountId)
  const { run, busy } = useCommand()
  const [asking, setAsking] = useState(false)
  const end = async (input: { accountId: string; sessionId?: string }, done: string) => {
    await run(actions.endSessions, input, done, input.sessionId ?? 'all')
    setAsking(false)
    if (sessions.value) await sessions.read()
  }
  return (
    <Card
      title={t('sessions')}
      aside={
        powers.endSessions ? (
          <Button size="sm" variant="text" onClick={() => setAsking(true)}>
            <LogOut aria-hidden size={18} strokeWidth={1.75} />
            {t('endAll')}
          </Button>
        ) : null
      }
    >
      {sessions.value ? (
        <SessionList
          sessions={sessions.value}
          nowIso={nowIso}
          busy={busy}
          onEnd={
            powers.endSessions
              ? (sessionId) => void end({ accountId, sessionId }, t('sessionEnded'))
              : undefined
          }
        />
      ) : powers.readPrivate ? (
        <PrivateNotice part={sessions} label={t('showSessions')} />
      ) : (
        <p className="p-4 text-small text-shell-3">{t('sessionsHidden')}</p>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={(open) => !open && busy === null && setAsking(false)}
        title={t('endAllAsk')}
        description={t('endAllBody')}
        keepLabel={t('cancel')}
        confirmLabel={t('endAll')}
        busy={busy === 'all'}
        onConfirm={() => void end({ accountId }, t('sessionsEnded'))}
      />
    </Card>
  )
}

type SessionListProps = {
  sessions: StaffSessionDto[]
  nowIso: string
  busy: string | null
  onEnd: ((sessionId: string) => void) | undefined
}

function SessionList({ sessions, nowIso, busy, onEnd }: SessionListProps) {
  const t = useTranslations('admin.person')
  if (sessions.length === 0) return <p className="p-4 text-small text-shell-3">{t('noSessions')}</p>
  return (
    <ul>
      {sessions.map((session) => {
        const Icon = icons[session.device.kind]
        return (
          <li
            key={session.id}
            className="flex items-center gap-4 border-b border-line px-4 py-3 last:border-0"
          >
            <Icon aria-hidden size={20} strokeWidth={1.75} className="shrink-0 text-shell-3" />
            <SessionFacts session={session} nowIso={nowIso} />
            {onEnd ? (
              <Button
                size="sm"
                variant="outline"
                className="ml-auto"
                busy={busy === session.id}
                onClick={() => onEnd(session.id)}
              >
                {t('endOne')}
              </Button>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}

function SessionFacts({ session, nowIso }: { session: StaffSessionDto; nowIso: string }) {
  const t = useTranslations('admin.person')
  const locale = useLocale()
  const { device, country, address } = session
  const name = [device.browser, device.system].filter(Boolean).join(', ')
  const place = country ? new Intl.DisplayNames([locale], { type: 'region' }).of(country) : null
  return (
    <div className="min-w-0">
      <p className="truncate py-0.5 font-medium">{name === '' ? t(`device.${device.kind}`) : name}</p>
      <p className="tabular text-small break-words text-shell-2">
        {[place, address].filter(Boolean).join(' · ')}
        <br />
        {t('lastUsed')}: <When at={session.lastUsedAt} nowIso={nowIso} />
      </p>
    </div>
  )
}
