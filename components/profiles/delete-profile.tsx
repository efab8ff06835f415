'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import type { DeleteProfileInput, ProfileDto } from '#server/domains/profiles/schemas.ts'
import { useErrorMessage, type ShownError } from '../errors/use-error-message.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogClose, DialogContent } from '../ui/dialog.tsx'
import { PasswordField } from '../ui/field.tsx'
import type { Saved } from './profile-form.tsx'

type DeleteProfileProps = {
  profile: Pick<ProfileDto, 'id' | 'name' | 'isMain'>
  remove: (input: DeleteProfileInput) => Promise<Saved>
}

/** The way to be rid of a profile, its consequence named first; the account's first one says why it stays. */
export function DeleteProfile({ profile, remove }: DeleteProfileProps) {
  const t = useTranslations('profiles.form')
  const [open, setOpen] = useState(false)
  return (
    <section className="border-t border-line pt-6">
      {profile.isMain ? (
        <p className="text-small text-shell-3">{t('main')}</p>
      ) : (
        <Button variant="danger" onClick={() => setOpen(true)}>
          {t('delete')}
        </Button>
      )}
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent
          title={t('deleteTitle', { name: profile.name })}
          description={t('deleteBody')}
          className="md:max-w-[460px]"
        >
          <Confirmation id={profile.id} remove={remove} />
        </DialogContent>
      </Dialog>
    </section>
  )
}

function Confirmation({ id, remove }: { id: string; remove: DeleteProfileProps['remove'] }) {
  const t = useTranslations('profiles.form')
  const router = useRouter()
  const messageOf = useErrorMessage()
  const [password, setPassword] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<ShownError | null>(null)
  const [busy, setBusy] = useState(false)

  const confirm = async () => {
    setBusy(true)
    const removed = await remove({ id, ...(password === null ? {} : { password }) }).catch((): Saved => ({
      ok: false,
      code: 'offline',
      params: {},
    }))
    setBusy(false)
    if (removed.ok) {
      router.push('/profiles?manage=1')
      router.refresh()
      return
    }
    setRefusal(removed)
    if (removed.code === 'profile.password-required') setPassword('')
  }
  return (
    <div className="grid gap-5">
      {password === null ? null : (
        <PasswordField
          label={t('password')}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      )}
      {refusal ? (
        <p role="alert" className="text-small text-son-text">
          {messageOf(refusal)}
        </p>
      ) : null}
      <div className="flex justify-end gap-2 max-md:flex-col">
        <DialogClose asChild>
          <Button variant="tonal">{t('keep')}</Button>
        </DialogClose>
        <Button variant="danger" busy={busy} onClick={() => void confirm()}>
          {t('delete')}
        </Button>
      </div>
    </div>
  )
}
