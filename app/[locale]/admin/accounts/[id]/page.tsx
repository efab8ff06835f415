import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { PersonView } from '#components/admin/accounts/person-view.tsx'
import { ForbiddenSection } from '#components/admin/shell/forbidden-section.tsx'
import { PageSkeleton } from '#components/admin/shell/shell-skeleton.tsx'
import type { Locale } from '#i18n/routing.ts'
import { AppError } from '#server/platform/errors/app-error.ts'
import { adminContext } from '../../admin-context.ts'
import {
  changeRoleAction,
  endSessionsAction,
  findTitlesAction,
  grantAction,
  lockAccountAction,
  payBackCreditAction,
  readHistoryAction,
  readSessionsAction,
  requestDataAction,
  revokeAction,
  unlockAccountAction,
} from './actions.ts'
import { readPersonPage } from './read-person.ts'

type Props = PageProps<'/[locale]/admin/accounts/[id]'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.person')
  return { title: t('heading') }
}

export default function PersonPage(props: Props) {
  return (
    <Suspense fallback={<PageSkeleton rows={4} />}>
      <Person {...props} />
    </Suspense>
  )
}

async function Person({ params }: Props) {
  const { locale, id } = await params
  const context = await adminContext(`/admin/accounts/${id}`, 'accounts')
  if (!context) return <ForbiddenSection />
  const data = await readPersonPage(context, locale as Locale, id).catch(orNotFound)
  return (
    <PersonView
      key={`${id}-${data.person.role}`}
      data={data}
      actions={{
        lock: lockAccountAction,
        unlock: unlockAccountAction,
        changeRole: changeRoleAction,
        readSessions: readSessionsAction,
        endSessions: endSessionsAction,
        readHistory: readHistoryAction,
        findTitles: findTitlesAction,
        grant: grantAction,
        requestData: requestDataAction,
        payBack: payBackCreditAction,
        revoke: revokeAction,
      }}
    />
  )
}

function orNotFound(error: unknown): never {
  // An address that carries no id at all is refused as input.
  if (error instanceof AppError && (error.kind === 'not-found' || error.kind === 'invalid-input')) notFound()
  throw error
}
