'use client'

import { Lock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import type { ProfileDto, RemovePinInput, SetPinInput } from '#server/domains/profiles/schemas.ts'
import { useErrorMessage, type ShownError } from '../errors/use-error-message.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogContent } from '../ui/dialog.tsx'
import { PasswordField, TextField } from '../ui/field.tsx'
import { showToast } from '../ui/toast.tsx'
import type { Saved } from './profile-form.tsx'

type PinSettingsProps = {
  profile: Pick<ProfileDto, 'id' | 'version' | 'name' | 'hasPin'>
  setPin: (input: SetPinInput) => Promise<Saved>
  removePin: (input: RemovePinInput) => Promise<Saved>
}

/** Whether a profile has a PIN, and the ways to set, change and remove it; each takes the account's password. */
export function PinSettings({ profile, setPin, removePin }: PinSettingsProps) {
  const t = useTranslations('profiles')
  const [doing, setDoing] = useState<'set' | 'remove' | null>(null)
  return (
    <section className="border-t border-line pt-6">
      <h2 className="text-row">{t('form.protection')}</h2>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <p className="mr-auto flex items-center gap-2 text-body text-shell-2">
          <Lock aria-hidden size={18} strokeWidth={1.75} />
          {t(profile.hasPin ? 'pin.on' : 'pin.off')}
        </p>
        <Button variant="outline" onClick={() => setDoing('set')}>
          {t(profile.hasPin ? 'pin.change' : 'pin.set')}
        </Button>
        {profile.hasPin ? (
          <Button variant="text" onClick={() => setDoing('remove')}>
            {t('pin.remove')}
          </Button>
        ) : null}
      </div>
      {doing ? (
        <PinForm
          key={doing}
          doing={doing}
          title={t(doing === 'remove' ? 'pin.remove' : profile.hasPin ? 'pin.change' : 'pin.set')}
          onClose={() => setDoing(null)}
          onSubmit={(pin, password) => {
            const guarded = { id: profile.id, version: profile.version, password }
            return doing === 'set' ? setPin({ ...guarded, pin }) : removePin(guarded)
          }}
        />
      ) : null}
    </section>
  )
}

function PinForm({
  doing,
  title,
  onClose,
  onSubmit,
}: {
  doing: 'set' | 'remove'
  title: string
  onClose: () => void
  onSubmit: (pin: string, password: string) => Promise<Saved>
}) {
  const t = useTranslations('profiles')
  const router = useRouter()
  const messageOf = useErrorMessage()
  const [pin, setPin] = useState('')
  const [password, setPassword] = useState('')
  const [refusal, setRefusal] = useState<ShownError | null>(null)
  const [asking, setAsking] = useState(false)
  const [refreshing, startRefresh] = useTransition()
  const busy = asking || refreshing
  const pinWrong = refusal?.code === 'pin-form'

  const submit = async () => {
    if (doing === 'set' && !/^\d{4}$/.test(pin)) {
      setRefusal({ code: 'pin-form' })
      return
    }
    setAsking(true)
    const saved = await onSubmit(pin, password).catch((): Saved => ({
      ok: false,
      code: 'offline',
      params: {},
    }))
    setAsking(false)
    if (!saved.ok) {
      setRefusal(saved)
      return
    }
    showToast({ text: t(doing === 'set' ? 'pin.saved' : 'pin.removed') })
    // Closes once the page holds the new version, which the next change has to name.
    startRefresh(() => {
      router.refresh()
      onClose()
    })
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={title}
        description={t(doing === 'set' ? 'pin.setLead' : 'pin.removeLead')}
        className="md:max-w-[420px]"
      >
        <form
          noValidate
          className="grid gap-5"
          onSubmit={(event) => {
            event.preventDefault()
            // A portal's events rise through React's tree: the profile's own form must not be sent as well.
            event.stopPropagation()
            void submit()
          }}
        >
          {doing === 'set' ? (
            <TextField
              label={t('pin.label')}
              inputMode="numeric"
              autoComplete="off"
              maxLength={4}
              value={pin}
              error={pinWrong ? t('pin.wrongForm') : undefined}
              onChange={(event) => setPin(event.target.value.replace(/\D/g, ''))}
            />
          ) : null}
          <PasswordField
            label={t('form.password')}
            autoComplete="current-password"
            value={password}
            error={refusal && !pinWrong ? messageOf(refusal) : undefined}
            onChange={(event) => setPassword(event.target.value)}
          />
          <Button type="submit" variant={doing === 'set' ? 'lamp' : 'danger'} size="lg" busy={busy}>
            {t(doing === 'set' ? 'pin.save' : 'pin.remove')}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  )
}
