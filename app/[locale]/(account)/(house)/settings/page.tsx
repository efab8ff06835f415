import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { CloseAccount } from '#components/account/settings/close-account.tsx'
import { DetailsForm } from '#components/account/settings/details-form.tsx'
import { EmailForm } from '#components/account/settings/email-form.tsx'
import { PasswordForm } from '#components/account/settings/password-form.tsx'
import { ForGrownUps } from '#components/account/settings/for-grown-ups.tsx'
import { SettingsSection } from '#components/account/settings/settings-section.tsx'
import { SettingsShell } from '#components/account/settings/settings-shell.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { redirect } from '#i18n/navigation.ts'
import { getAccount } from '#server/domains/identity/index.ts'
import { countryCodes, type AccountDto } from '#server/domains/identity/schemas.ts'
import { currentContext } from '#server/http/session.ts'
import { may } from '#server/platform/authorize/authorize.ts'
import { pageLocale } from '../../../page-locale.ts'
import {
  changePasswordAction,
  closeAccountAction,
  requestEmailChangeAction,
  updateAccountAction,
} from '../../account-actions.ts'
import { TextLink } from '../../text-link.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('settings') }
}

export default async function SettingsPage() {
  const t = await getTranslations('account')
  return (
    <SettingsShell title={t('settingsPage.title')}>
      <Suspense fallback={<SettingsSkeleton />}>
        <Settings />
      </Suspense>
    </SettingsShell>
  )
}

async function Settings() {
  const [context, locale] = await Promise.all([currentContext(), pageLocale()])
  if (context.actor.kind !== 'account')
    return redirect({ href: { pathname: '/sign-in', query: { callbackUrl: '/settings' } }, locale })
  if (!may(context.actor, 'account.own')) return <ForGrownUps />
  const account = await getAccount(context, { id: context.actor.accountId })
  return (
    <div>
      <Details account={account} />
      <Email account={account} />
      <Password account={account} />
      <Close account={account} />
    </div>
  )
}

async function Details({ account }: { account: AccountDto }) {
  const [t, locale] = await Promise.all([getTranslations('account.settingsPage'), pageLocale()])
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  const countries = countryCodes
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .toSorted((a, b) => a.name.localeCompare(b.name, locale))
  const { displayName, country } = account
  return (
    <SettingsSection title={t('detailsTitle')}>
      <DetailsForm
        details={{ displayName, country, locale: account.locale }}
        countries={countries}
        action={updateAccountAction}
      />
    </SettingsSection>
  )
}

async function Email({ account }: { account: AccountDto }) {
  const t = await getTranslations('account.settingsPage')
  return (
    <SettingsSection
      title={t('emailTitle')}
      lead={
        <>
          {t('emailNow', { email: account.email })}{' '}
          <Badge>{account.isVerified ? t('emailVerified') : t('emailUnverified')}</Badge>
        </>
      }
    >
      {account.hasPassword ? <EmailForm action={requestEmailChangeAction} /> : null}
    </SettingsSection>
  )
}

async function Password({ account }: { account: AccountDto }) {
  const t = await getTranslations('account.settingsPage')
  if (account.hasPassword) {
    return (
      <SettingsSection title={t('passwordTitle')} lead={t('passwordLead')}>
        <PasswordForm email={account.email} action={changePasswordAction} />
      </SettingsSection>
    )
  }
  return (
    <SettingsSection title={t('passwordTitle')} lead={t('passwordNone')}>
      <p className="text-body">
        <TextLink href="/forgot-password">{t('passwordMake')}</TextLink>
      </p>
    </SettingsSection>
  )
}

async function Close({ account }: { account: AccountDto }) {
  const t = await getTranslations('account.settingsPage')
  return (
    <SettingsSection title={t('closeTitle')} lead={t('closeLead')}>
      {account.hasPassword ? <CloseAccount action={closeAccountAction} /> : null}
    </SettingsSection>
  )
}

function SettingsSkeleton() {
  return (
    <div className="mt-10 grid max-w-[640px] gap-6 md:ml-60">
      <Skeleton className="h-[76px]" />
      <Skeleton className="h-[76px]" />
      <Skeleton className="h-[76px]" />
      <Skeleton className="h-11 w-24" />
    </div>
  )
}
