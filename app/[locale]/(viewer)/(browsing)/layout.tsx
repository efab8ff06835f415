import { Suspense } from 'react'
import { AccountCorner, AccountTab } from '#components/account/account-area.tsx'
import { PhoneTab, PhoneTabs } from '#components/catalogue/phone-tabs.tsx'
import { NavLink, SiteHeader } from '#components/catalogue/site-header.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { chooseLanguageAction } from '../../(account)/profiles/profile-actions.ts'
import { LeadToSetUp } from '../../lead-to-set-up.tsx'
import { SessionGuard } from '../../session-guard.tsx'
import { readAccount } from '../viewer-reads.ts'
import { Notice } from './notice.tsx'

export default function BrowsingLayout({ children }: LayoutProps<'/[locale]'>) {
  return (
    <>
      <SiteHeader
        myList={
          <Suspense>
            <MyListLink />
          </Suspense>
        }
        account={
          <Suspense fallback={<Skeleton className="m-1 size-9" />}>
            <Account />
          </Suspense>
        }
      />
      <div className="above-tabs">{children}</div>
      <Suspense>
        <Notice />
        <LeadToSetUp />
        <SessionGuard />
      </Suspense>
      <PhoneTabs>
        <Suspense
          fallback={
            <>
              <TabPlaceholder />
              <TabPlaceholder />
            </>
          }
        >
          <AccountTabs />
        </Suspense>
      </PhoneTabs>
    </>
  )
}

async function MyListLink() {
  if (!(await readAccount())) return null
  return (
    <li>
      <NavLink place="myList" />
    </li>
  )
}

async function Account() {
  return <AccountCorner account={await readAccount()} keepLanguage={chooseLanguageAction} />
}

async function AccountTabs() {
  const account = await readAccount()
  return (
    <>
      <li>
        <PhoneTab place={account ? 'myList' : 'courses'} />
      </li>
      <li>
        <AccountTab account={account} keepLanguage={chooseLanguageAction} />
      </li>
    </>
  )
}

function TabPlaceholder() {
  return (
    <li className="grid h-16 place-items-center">
      <Skeleton className="size-[22px]" />
    </li>
  )
}
