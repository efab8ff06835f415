'use client'

import { LogOut } from 'lucide-react'
import { signOut } from 'next-auth/react'
import { useLocale, useTranslations } from 'next-intl'
import { getPathname } from '#i18n/navigation.ts'

/** Ends the session of this browser, for pages without the account's menu. */
export function SignOutButton({ className }: { className: string }) {
  const t = useTranslations('account')
  const locale = useLocale()
  return (
    <button
      type="button"
      onClick={() => void signOut({ callbackUrl: getPathname({ href: '/', locale }) })}
      className={className}
    >
      <LogOut aria-hidden size={18} strokeWidth={1.75} />
      {t('signOut')}
    </button>
  )
}
