'use client'

import {
  History,
  Languages,
  LogIn,
  LogOut,
  MonitorSmartphone,
  Settings,
  SlidersHorizontal,
  UsersRound,
} from 'lucide-react'
import { signOut } from 'next-auth/react'
import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode } from 'react'
import { getPathname, Link, usePathname, useRouter } from '#i18n/navigation.ts'
import { routing } from '#i18n/routing.ts'
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
} from '../ui/menu.tsx'
import { languageNames } from './language-names.ts'

/** Who is signed in and which of the household watches; for a child neither admin nor settings are offered. */
export type AccountView = {
  name: string
  email: string
  isStaff: boolean
  isKids: boolean
  avatarUrl: string | null
}

/** Who watches, the way to the others, history, language, admin, sign out. For visitors: language and sign in. */
export function AccountMenu({ account, children }: { account: AccountView | null; children: ReactNode }) {
  const t = useTranslations('account')
  const locale = useLocale()
  const pathname = usePathname()
  const router = useRouter()

  const changeLanguage = (next: string) => {
    const chosen = routing.locales.find((each) => each === next)
    if (chosen) router.replace(pathname + window.location.search, { locale: chosen, scroll: false })
  }

  return (
    <Menu>
      {children}
      <MenuContent className="md:w-64">
        {account ? (
          <div className="px-3 pt-2 pb-2.5">
            <p className="truncate py-0.5 text-body font-medium">{account.name}</p>
            <p className="truncate text-meta text-shell-3">{account.email}</p>
          </div>
        ) : (
          <MenuItem asChild>
            <Link href="/sign-in">
              <LogIn aria-hidden size={18} strokeWidth={1.75} />
              {t('signIn')}
            </Link>
          </MenuItem>
        )}
        {account ? (
          <>
            <MenuSeparator />
            <MenuItem asChild>
              <Link
                href={{
                  pathname: '/profiles',
                  query: { callbackUrl: getPathname({ href: pathname, locale }) },
                }}
              >
                <UsersRound aria-hidden size={18} strokeWidth={1.75} />
                {t('switchProfile')}
              </Link>
            </MenuItem>
            {account.isKids ? null : (
              <MenuItem asChild>
                <Link href="/history">
                  <History aria-hidden size={18} strokeWidth={1.75} />
                  {t('history')}
                </Link>
              </MenuItem>
            )}
          </>
        ) : null}
        <MenuSeparator />
        <MenuLabel className="flex items-center gap-2">
          <Languages aria-hidden size={14} strokeWidth={1.75} />
          {t('language')}
        </MenuLabel>
        <MenuRadioGroup value={locale} onValueChange={changeLanguage}>
          {routing.locales.map((each) => (
            <MenuRadioItem key={each} value={each} lang={each}>
              {languageNames[each]}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        {account ? (
          <>
            <MenuSeparator />
            {account.isStaff ? (
              <MenuItem asChild>
                <Link href="/admin">
                  <SlidersHorizontal aria-hidden size={18} strokeWidth={1.75} />
                  {t('admin')}
                </Link>
              </MenuItem>
            ) : null}
            {account.isKids ? null : (
              <MenuItem asChild>
                <Link href="/settings">
                  <Settings aria-hidden size={18} strokeWidth={1.75} />
                  {t('settings')}
                </Link>
              </MenuItem>
            )}
            {account.isKids ? null : (
              <MenuItem asChild>
                <Link href="/devices">
                  <MonitorSmartphone aria-hidden size={18} strokeWidth={1.75} />
                  {t('devices')}
                </Link>
              </MenuItem>
            )}
            <MenuItem
              icon={<LogOut aria-hidden size={18} strokeWidth={1.75} />}
              onSelect={() => void signOut({ callbackUrl: getPathname({ href: '/', locale }) })}
            >
              {t('signOut')}
            </MenuItem>
          </>
        ) : null}
      </MenuContent>
    </Menu>
  )
}
