'use client'

import { signIn } from 'next-auth/react'
import { useLocale, useTranslations } from 'next-intl'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { getPathname } from '#i18n/navigation.ts'
import { safeCallbackPath } from './callback-path.ts'
import { takeOnward } from './onward.ts'

type Proof =
  | { by: 'credentials'; values: { email: string; password: string } }
  | { by: 'mail-link'; values: { token: string; password?: string; newPassword?: string } }

/** Signs in and goes on to where one wanted to be, else to `home`; otherwise gives the refusal's code and sentence. */
export function useSignIn(home: '/' | '/admin' = '/') {
  const t = useTranslations('account')
  const errors = useTranslations('errors')
  const locale = useLocale()
  const wanted = useSearchParams().get('callbackUrl')
  const [refusal, setRefusal] = useState<{ code: string; sentence: string } | null>(null)

  const sentenceOf = (code: string): string => {
    switch (code) {
      case 'auth.bad-credentials':
      case 'CredentialsSignin':
        return t('wrongCredentials')
      case 'auth.too-many-attempts':
        return t('tooManyAttempts')
      case 'account.locked':
      case 'account.password-common':
      case 'account.password-own':
      case 'account.wrong-password':
      case 'auth.busy':
      case 'mail-link.invalid':
      case 'mail-link.password-needed':
        return errors(code)
      default:
        return t('signInFailed')
    }
  }
  const run = async ({ by, values }: Proof): Promise<void> => {
    setRefusal(null)
    const answer = await signIn(by, { ...values, redirect: false }).catch(() => undefined)
    if (answer?.ok) {
      const otherwise = getPathname({ href: home, locale })
      // A whole load: every page was rendered for a visitor until now. What stood behind the # is not gone back to.
      const onward = wanted ?? (by === 'mail-link' ? takeOnward() : null)
      window.location.replace(safeCallbackPath(onward, window.location.origin, otherwise))
      await new Promise(() => {})
    }
    const code = answer?.error ?? ''
    setRefusal({ code, sentence: sentenceOf(code) })
  }
  return { run, refusal }
}
