'use client'

import { CircleUserRound, Languages } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import { phoneTabClasses } from '../catalogue/phone-tabs.tsx'
import { Button } from '../ui/button.tsx'
import { cn } from '../ui/class-names.ts'
import { MenuTrigger } from '../ui/menu.tsx'
import { AccountMenu, type AccountMenuProps } from './account-menu.tsx'
import { Avatar } from './avatar.tsx'

/** The account's corner of the header: picture with menu, or the way to sign in. */
export function AccountCorner({ account, keepLanguage }: Omit<AccountMenuProps, 'children'>) {
  const t = useTranslations('account')
  if (!account) {
    return (
      <>
        <AccountMenu account={null} keepLanguage={keepLanguage}>
          <MenuTrigger
            aria-label={t('language')}
            className="grid h-11 min-w-11 place-items-center rounded-control text-shell-2 hover:text-shell max-md:hidden"
          >
            <Languages aria-hidden size={20} strokeWidth={1.75} />
          </MenuTrigger>
        </AccountMenu>
        <Button asChild variant="outline" size="sm" className="bg-ink-0/60">
          <Link href="/sign-in">{t('signIn')}</Link>
        </Button>
      </>
    )
  }
  return (
    <AccountMenu account={account} keepLanguage={keepLanguage}>
      <MenuTrigger
        aria-label={t('menuOf', { name: account.name })}
        className="grid size-11 place-items-center rounded-control"
      >
        <Avatar name={account.name} url={account.avatarUrl} />
      </MenuTrigger>
    </AccountMenu>
  )
}

/** The account's tab on phones; opens the same menu as a sheet. */
export function AccountTab({ account, keepLanguage }: Omit<AccountMenuProps, 'children'>) {
  const t = useTranslations('account')
  return (
    <AccountMenu account={account} keepLanguage={keepLanguage}>
      <MenuTrigger className={cn(phoneTabClasses, 'text-shell-2')}>
        {account ? (
          <Avatar
            name={account.name}
            url={account.avatarUrl}
            className="size-[22px] rounded-badge text-meta"
          />
        ) : (
          <CircleUserRound aria-hidden size={22} strokeWidth={1.75} />
        )}
        {t('account')}
      </MenuTrigger>
    </AccountMenu>
  )
}
