import { Suspense } from 'react'
import { ForbiddenPage } from '#components/admin/shell/forbidden-page.tsx'
import { PageSkeleton } from '#components/admin/shell/shell-skeleton.tsx'
import { redirect } from '#i18n/navigation.ts'
import { pageLocale } from '../page-locale.ts'
import { signedInContext } from './admin-context.ts'
import { allowedSections } from './sections.ts'

export default function AdminPage() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <FirstSection />
    </Suspense>
  )
}

/** Leads on to the first section that the role may open. */
async function FirstSection() {
  const { actor } = await signedInContext('/admin')
  const [first] = allowedSections(actor)
  if (!first) return <ForbiddenPage />
  return redirect({ href: `/admin/${first}`, locale: await pageLocale() })
}
