'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { Link, useRouter } from '#i18n/navigation.ts'
import type { ShownError } from '../../errors/use-error-message.ts'
import { PinNote } from '../../profiles/pin-note.tsx'
import { PinPad } from '../../profiles/pin-pad.tsx'
import { Button } from '../../ui/button.tsx'
import type { Refusal } from './refusal.ts'

type PinRefusalProps = { refusal: Extract<Refusal, { reason: 'rating-limit' }> }

/** A film above the profile's limit: a grown-up's PIN opens it for this evening; without one, another profile may watch. */
export function PinRefusal({ refusal }: PinRefusalProps) {
  const t = useTranslations('playback.refusal.rating')
  const { rating, limit, openers } = refusal
  return (
    <>
      <p className="rounded-control border border-line-strong px-3 py-1.5 font-display text-[1.375rem]">
        {rating}
      </p>
      <h1 className="mt-6 font-display text-[1.4375rem] leading-[1.3] text-balance">
        {t('title', { limit })}
      </h1>
      {openers.length > 0 ? (
        <PinForm refusal={refusal} />
      ) : (
        <p className="mt-2 text-body text-shell-2">{t('noPin')}</p>
      )}
      <Button asChild variant="text" className="mt-2">
        <Link href={'/profiles' as never}>{t('change')}</Link>
      </Button>
    </>
  )
}

function PinForm({ refusal: { assetId, openers } }: PinRefusalProps) {
  const t = useTranslations('playback.refusal.rating')
  const router = useRouter()
  const [opener, setOpener] = useState(openers[0]?.id ?? '')
  const [pin, setPin] = useState('')
  const [error, setError] = useState<ShownError | null>(null)
  const [asking, setAsking] = useState(false)
  const [refreshing, startRefresh] = useTransition()
  const busy = asking || refreshing
  const change = async (digits: string) => {
    setPin(digits)
    if (digits.length < 4) return
    setAsking(true)
    setError(null)
    const refused = await unlock({ assetId, profileId: opener, pin: digits })
    setAsking(false)
    setPin('')
    if (refused) setError(refused)
    else startRefresh(() => router.refresh())
  }
  return (
    <>
      <p className="mt-2 text-body text-balance text-shell-2">
        {t('body', { name: openers.find((each) => each.id === opener)?.name ?? '' })}
      </p>
      {openers.length > 1 ? (
        <fieldset className="mt-4 flex flex-wrap justify-center gap-2">
          <legend className="sr-only">{t('whose')}</legend>
          {openers.map(({ id, name }) => (
            <Button
              key={id}
              aria-pressed={id === opener}
              size="sm"
              variant={id === opener ? 'lamp' : 'tonal'}
              onClick={() => setOpener(id)}
            >
              {name}
            </Button>
          ))}
        </fieldset>
      ) : null}
      <div className="mt-6 w-full">
        <PinPad
          value={pin}
          disabled={busy}
          invalid={error !== null}
          onChange={(digits) => void change(digits)}
        />
      </div>
      <PinNote refusal={error} busy={busy} />
    </>
  )
}

/** Gives why it was refused; null when it is open. */
async function unlock(input: {
  assetId: string
  profileId: string
  pin: string
}): Promise<ShownError | null> {
  try {
    const response = await fetch('/api/playback/unlocks', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    })
    return response.ok ? null : ((await response.json()) as ShownError)
  } catch {
    return { code: 'offline', params: {} }
  }
}
