'use client'

import { useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { Link } from '#i18n/navigation.ts'

type OnwardLinkProps = {
  href: '/register' | '/sign-in' | '/mail-sign-in'
  className?: string
  children: ReactNode
}

/** A link among the pages of signing in that takes along where one wanted to be. */
export function OnwardLink({ href, className, children }: OnwardLinkProps) {
  const callbackUrl = useSearchParams().get('callbackUrl')
  return (
    <Link href={callbackUrl ? { pathname: href, query: { callbackUrl } } : href} className={className}>
      {children}
    </Link>
  )
}
