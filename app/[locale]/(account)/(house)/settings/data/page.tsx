import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { DataExports } from '#components/account/data-exports/data-exports.tsx'
import { ForGrownUps } from '#components/account/settings/for-grown-ups.tsx'
import { SettingsShell } from '#components/account/settings/settings-shell.tsx'
import { signInHref } from '#components/catalogue/addresses.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { redirect } from '#i18n/navigation.ts'
import { listDataExports } from '#server/domains/admin/index.ts'
import { currentContext } from '#server/http/session.ts'
import { may } from '#server/platform/authorize/authorize.ts'
import { pageLocale } from '../../../../page-locale.ts'
import { checkDataExportAction, proveAgainAction, requestOwnDataAction } from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.data')
  return { title: t('title') }
}

export default async function DataPage() {
  const t = await getTranslations('account.data')
  return (
    <SettingsShell title={t('title')}>
      <div className="max-w-[640px]">
        <p className="mt-6 text-body text-shell-2">{t('lead')}</p>
        <Suspense fallback={<Skeleton className="mt-8 h-24" />}>
          <Copies />
        </Suspense>
      </div>
    </SettingsShell>
  )
}

async function Copies() {
  const [context, locale] = await Promise.all([currentContext(), pageLocale()])
  if (context.actor.kind !== 'account')
    return redirect({ href: signInHref('/settings/data', locale), locale })
  if (!may(context.actor, 'account.own')) return <ForGrownUps />
  return (
    <DataExports
      exports={await listDataExports(context)}
      request={requestOwnDataAction}
      check={checkDataExportAction}
      prove={proveAgainAction}
    />
  )
}
