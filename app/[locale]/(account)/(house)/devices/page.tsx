import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { DeviceList, type DeviceView } from '#components/account/devices/device-list.tsx'
import { ForGrownUps } from '#components/account/settings/for-grown-ups.tsx'
import { SettingsShell } from '#components/account/settings/settings-shell.tsx'
import { signInHref } from '#components/catalogue/addresses.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { redirect } from '#i18n/navigation.ts'
import { listSessions } from '#server/domains/identity/index.ts'
import type { SessionDto } from '#server/domains/identity/schemas.ts'
import { currentContext } from '#server/http/session.ts'
import { may } from '#server/platform/authorize/authorize.ts'
import { pageLocale } from '../../../page-locale.ts'
import { endOtherSessionsAction, endSessionAction } from './actions.ts'

const day = 24 * 60 * 60 * 1000
/** The last use is kept once a minute. */
const nowMs = 2 * 60 * 1000

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('devices')
  return { title: t('title') }
}

export default async function DevicesPage() {
  const t = await getTranslations('devices')
  return (
    <SettingsShell title={t('title')}>
      <p className="mt-6 mb-8 max-w-[60ch] text-body text-shell-2">{t('lead')}</p>
      <Suspense fallback={<ListSkeleton />}>
        <Devices />
      </Suspense>
    </SettingsShell>
  )
}

async function Devices() {
  const [context, locale] = await Promise.all([currentContext(), pageLocale()])
  if (context.actor.kind !== 'account') return redirect({ href: signInHref('/devices', locale), locale })
  if (!may(context.actor, 'account.own')) return <ForGrownUps />
  const [sessions, describe] = [await listSessions(context), await describer(locale, context.now)]
  return (
    <DeviceList
      devices={sessions.map(describe)}
      endSession={endSessionAction}
      endOtherSessions={endOtherSessionsAction}
    />
  )
}

/** Gives what turns a session into words of this language. */
async function describer(locale: string, now: Date): Promise<(session: SessionDto) => DeviceView> {
  const [t, format] = await Promise.all([getTranslations('devices'), getFormatter()])
  const countries = new Intl.DisplayNames(locale, { type: 'region' })
  return ({ id, device, country, createdAt, lastUsedAt, isCurrent }) => {
    const { browser, system, kind } = device
    const ago = now.getTime() - Date.parse(lastUsedAt)
    const used = ago < 7 * day ? format.relativeTime(new Date(lastUsedAt), now) : date(lastUsedAt)
    function date(moment: string): string {
      return format.dateTime(new Date(moment), { dateStyle: 'long' })
    }
    return {
      id,
      kind,
      isCurrent,
      name: browser && system ? t('nameOn', { browser, system }) : (browser ?? system ?? t('nameUnknown')),
      place: country === null ? null : (countries.of(country) ?? null),
      used: ago < nowMs ? t('usedNow') : t('used', { when: used }),
      opened: t('opened', { date: date(createdAt) }),
    }
  }
}

function ListSkeleton() {
  return (
    <div className="grid gap-3">
      <Skeleton className="h-[104px] rounded-card" />
      <Skeleton className="h-[104px] rounded-card" />
    </div>
  )
}
