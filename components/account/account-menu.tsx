'use client'

import {
  CreditCard,
  History,
  Languages,
  LogIn,
  LogOut,
  MonitorSmartphone,
  Settings,
  SlidersHorizontal,
  Tag,
  UsersRound,
  type LucideIcon,
} from 'lucide-react'
import { signOut } from 'next-auth/react'
import { useLocale, useTranslations } from 'next-intl'
import type { ComponentProps, ReactNode } from 'react'
import { getPathname, Link, usePathname, useRouter } from '#i18n/navigation.ts'
import { routing, type Locale } from '#i18n/routing.ts'
import { callAction, type AdminAction } from '../errors/call-action.ts'
import { useErrorMessage } from '../errors/use-error-message.ts'
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
} from '../ui/menu.tsx'
import { showToast } from '../ui/toast.tsx'
import { languageNames } from './language-names.ts'

/** Who is signed in and which of the household watches; for a child neither admin nor settings are offered. */
export type AccountView = {
  name: string
  email: string
  isStaff: boolean
  isKids: boolean
  avatarUrl: string | null
}

const look = { 'aria-hidden': true, size: 18, strokeWidth: 1.75 } as const

export type AccountMenuProps = {
  account: AccountView | null
  /** Keeps the chosen language with the profile that watches. */
  keepLanguage: AdminAction<{ language: Locale }>
  children: ReactNode
}

/** Who watches, the way to the others, history, language, admin, sign out. For visitors: language and sign in. */
export function AccountMenu({ account, keepLanguage, children }: AccountMenuProps) {
  const t = useTranslations('account')
  return (
    <Menu>
      {children}
      <MenuContent className="md:w-64">
        {account ? (
          <>
            <div className="px-3 pt-2 pb-2.5">
              <p className="truncate py-0.5 text-body font-medium">{account.name}</p>
              <p className="truncate text-meta text-shell-3">{account.email}</p>
            </div>
            <MenuSeparator />
            <WatchingItems isKids={account.isKids} />
          </>
        ) : (
          <>
            <MenuLink icon={LogIn} href="/sign-in">
              {t('signIn')}
            </MenuLink>
            <MenuLink icon={Tag} href="/plans">
              {t('plans')}
            </MenuLink>
          </>
        )}
        <MenuSeparator />
        <LanguageItems keep={account ? keepLanguage : null} />
        {account ? (
          <>
            <MenuSeparator />
            <AccountItems {...account} />
          </>
        ) : null}
      </MenuContent>
    </Menu>
  )
}

/** Of the profile that watches. */
function WatchingItems({ isKids }: Pick<AccountView, 'isKids'>) {
  const t = useTranslations('account')
  const locale = useLocale()
  const pathname = usePathname()
  const callbackUrl = getPathname({ href: pathname, locale })
  return (
    <>
      <MenuLink icon={UsersRound} href={{ pathname: '/profiles', query: { callbackUrl } }}>
        {t('switchProfile')}
      </MenuLink>
      {isKids ? null : (
        <MenuLink icon={History} href="/history">
          {t('history')}
        </MenuLink>
      )}
    </>
  )
}

function LanguageItems({ keep }: { keep: AccountMenuProps['keepLanguage'] | null }) {
  const t = useTranslations('account')
  const locale = useLocale()
  const pathname = usePathname()
  const router = useRouter()
  const message = useErrorMessage()
  const changeLanguage = async (next: string) => {
    const chosen = routing.locales.find((each) => each === next)
    if (!chosen) return
    // Awaited, since a navigation drops an action under way. Kept or not, the page turns: that is what was asked for.
    const outcome = keep && (await callAction(keep, { language: chosen }))
    if (outcome && !outcome.ok)
      showToast({ tone: 'failed', text: t('languageNotKept', { why: message(outcome) }) })
    router.replace(pathname + window.location.search, { locale: chosen, scroll: false })
  }
  return (
    <>
      <MenuLabel className="flex items-center gap-2">
        <Languages {...look} size={14} />
        {t('language')}
      </MenuLabel>
      <MenuRadioGroup value={locale} onValueChange={(next) => void changeLanguage(next)}>
        {routing.locales.map((each) => (
          <MenuRadioItem key={each} value={each} lang={each}>
            {languageNames[each]}
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
    </>
  )
}

/** Of the account behind all its profiles. */
function AccountItems({ isStaff, isKids }: Pick<AccountView, 'isStaff' | 'isKids'>) {
  const t = useTranslations('account')
  const locale = useLocale()
  return (
    <>
      {isStaff ? (
        <MenuLink icon={SlidersHorizontal} href="/admin">
          {t('admin')}
        </MenuLink>
      ) : null}
      {isKids ? null : (
        <>
          <MenuLink icon={Tag} href="/plans">
            {t('plans')}
          </MenuLink>
          <MenuLink icon={CreditCard} href="/billing">
            {t('billing')}
          </MenuLink>
          <MenuLink icon={Settings} href="/settings">
            {t('settings')}
          </MenuLink>
          <MenuLink icon={MonitorSmartphone} href="/devices">
            {t('devices')}
          </MenuLink>
        </>
      )}
      <MenuItem
        icon={<LogOut {...look} />}
        onSelect={() => void signOut({ callbackUrl: getPathname({ href: '/', locale }) })}
      >
        {t('signOut')}
      </MenuItem>
    </>
  )
}

type MenuLinkProps = { icon: LucideIcon; href: ComponentProps<typeof Link>['href']; children: ReactNode }

function MenuLink({ icon: Icon, href, children }: MenuLinkProps) {
  return (
    <MenuItem asChild>
      <Link href={href}>
        <Icon {...look} />
        {children}
      </Link>
    </MenuItem>
  )
}
