'use client'

import { useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import { Link, useRouter } from '#i18n/navigation.ts'
import type { CreateProfileInput, ProfileDto, UpdateProfileInput } from '#server/domains/profiles/schemas.ts'
import { useErrorMessage, type ShownError } from '../errors/use-error-message.ts'
import { Button } from '../ui/button.tsx'
import { PasswordField, TextField } from '../ui/field.tsx'
import { showToast } from '../ui/toast.tsx'
import { AvatarChoice } from './avatar-choice.tsx'
import type { ProfileDraft } from './empty-profile.ts'
import { PreferenceFields } from './preference-fields.tsx'
import { SwitchRow } from './switch-row.tsx'

export type Saved<Value = unknown> =
  { ok: true; value: Value } | { ok: false; code: string; params: Record<string, string | number> }

type ProfileFormProps = {
  initial: ProfileDraft
  isMain: boolean
  /** What of PIN and deletion stands below the fields. */
  children?: ReactNode
} & (
  | {
      edited: { id: string; version: number }
      save: (input: UpdateProfileInput) => Promise<Saved<ProfileDto>>
    }
  | { edited?: undefined; save: (input: CreateProfileInput) => Promise<Saved<ProfileDto>> }
)

/** Everything of a profile but its PIN; keeps what was typed when it is refused, asks for the password where needed. */
export function ProfileForm({ initial, isMain, children, ...target }: ProfileFormProps) {
  const t = useTranslations('profiles.form')
  const router = useRouter()
  const messageOf = useErrorMessage()
  const [draft, setDraft] = useState(initial)
  const [password, setPassword] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<ShownError | null>(null)
  const [busy, setBusy] = useState(false)
  const change = (patch: Partial<ProfileDraft>) => setDraft((before) => ({ ...before, ...patch }))
  const asksPassword = refusal?.code === 'profile.password-required' || password !== null
  const nameMissing = refusal?.code === 'name-missing'

  const submit = async () => {
    if (draft.name.trim() === '') {
      setRefusal({ code: 'name-missing' })
      return
    }
    setBusy(true)
    const input = { ...draft, ...(password === null ? {} : { password }) }
    const saved = await (
      target.edited ? target.save({ ...input, ...target.edited }) : target.save(input)
    ).catch((): Saved<ProfileDto> => ({ ok: false, code: 'offline', params: {} }))
    setBusy(false)
    if (!saved.ok) {
      setRefusal(saved)
      if (saved.code === 'profile.password-required') setPassword('')
      return
    }
    setRefusal(null)
    showToast({ text: t('saved', { name: saved.value.name }) })
    router.push('/profiles?manage=1')
    router.refresh()
  }
  return (
    <form
      noValidate
      className="grid gap-8"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <div className="grid gap-6">
        <TextField
          label={t('name')}
          value={draft.name}
          maxLength={40}
          autoComplete="off"
          error={nameMissing ? t('nameMissing') : undefined}
          onChange={(event) => change({ name: event.target.value })}
        />
        <AvatarChoice value={draft.avatar} onChange={(avatar) => change({ avatar })} />
        {isMain ? null : (
          <SwitchRow
            label={t('kids')}
            hint={t('kidsHint')}
            checked={draft.kids}
            onChange={(kids) => change({ kids, ratingLimit: kids ? 'K' : 'C' })}
          />
        )}
      </div>
      <PreferenceFields draft={draft} onChange={change} />
      {asksPassword ? (
        <PasswordField
          label={t('password')}
          hint={t('passwordHint')}
          autoComplete="current-password"
          value={password ?? ''}
          onChange={(event) => setPassword(event.target.value)}
        />
      ) : null}
      {refusal && !nameMissing ? (
        <p role="alert" className="rounded-control bg-son-bg px-4 py-3 text-body text-son-text">
          {messageOf(refusal)}
        </p>
      ) : null}
      <div className="flex gap-2 max-md:flex-col-reverse">
        <Button asChild variant="tonal" size="lg">
          {/* Next keeps the page, hidden: whoever comes back must find the profile as it is. */}
          <Link href="/profiles?manage=1" onClick={() => setDraft(initial)}>
            {t('cancel')}
          </Link>
        </Button>
        <Button type="submit" variant="lamp" size="lg" busy={busy} className="md:min-w-40">
          {t(target.edited ? 'save' : 'create')}
        </Button>
      </div>
      {children}
    </form>
  )
}
