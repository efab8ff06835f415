'use client'

import { signOut } from 'next-auth/react'
import { useLocale, useTranslations } from 'next-intl'
import { z } from 'zod'
import { getPathname } from '#i18n/navigation.ts'
import type { AdminAction } from '../../errors/call-action.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '../../ui/dialog.tsx'
import { PasswordField } from '../../ui/field.tsx'
import { AlertLine } from '../alert-line.tsx'
import { useAccountForm, useFieldRules } from '../use-account-form.ts'

/** Asks for the password and has the account erased after its grace; signs out at once. */
export function CloseAccount({ action }: { action: AdminAction<{ password: string }> }) {
  const t = useTranslations('account')
  const locale = useLocale()
  const rules = useFieldRules()
  const { register, errors, reset, busy, refusal, submit } = useAccountForm(
    z.object({ password: rules.password }),
    { password: '' },
    action,
    async () => {
      await signOut({ callbackUrl: getPathname({ href: '/sign-in', locale }) })
    },
  )
  return (
    <Dialog onOpenChange={(open) => (open ? undefined : reset())}>
      <DialogTrigger asChild>
        <Button variant="danger" className="justify-self-start max-md:w-full">
          {t('settingsPage.close')}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('settingsPage.closeAsk')} description={t('settingsPage.closeConfirm')}>
        <form noValidate method="post" onSubmit={(event) => void submit(event)} className="grid gap-5 pt-2">
          {refusal ? <AlertLine tone="refused">{refusal.sentence}</AlertLine> : null}
          <PasswordField
            label={t('settingsPage.oldPassword')}
            autoComplete="current-password"
            error={errors.password?.message}
            {...register('password')}
          />
          <div className="flex justify-end gap-2 max-md:flex-col">
            <DialogClose asChild>
              <Button variant="tonal">{t('settingsPage.cancel')}</Button>
            </DialogClose>
            <Button type="submit" variant="danger" busy={busy}>
              {t('settingsPage.closeSubmit')}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  )
}
