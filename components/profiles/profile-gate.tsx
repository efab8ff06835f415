'use client'

import { Check, Pencil } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Link } from '#i18n/navigation.ts'
import { mostProfiles, type ProfileDto } from '#server/domains/profiles/schemas.ts'
import { Button } from '../ui/button.tsx'
import { showToast } from '../ui/toast.tsx'
import type { Chosen } from './chosen.ts'
import { PinDialog } from './pin-dialog.tsx'
import { AddTile, ProfileTile } from './profile-tile.tsx'

type ProfileGateProps = {
  profiles: ProfileDto[]
  managing: boolean
  /** Where the viewer wanted to be, as the address says; the action looks at it. */
  wanted: string | null
  choose: (input: { id: string; pin?: string; wanted: string | null }) => Promise<Chosen>
}

/** Who of the household is watching: one tile each; a PIN is asked for in a dialog. */
export function ProfileGate({ profiles, managing, wanted, choose }: ProfileGateProps) {
  const t = useTranslations('profiles.gate')
  const [asked, setAsked] = useState<ProfileDto | null>(null)
  const [busyId, setBusyId] = useState<string | null>(null)

  const enter = async (profile: ProfileDto, pin?: string): Promise<Chosen> => {
    setBusyId(profile.id)
    const chosen = await choose({ id: profile.id, wanted, ...(pin === undefined ? {} : { pin }) }).catch(
      (): Chosen => ({ ok: false, code: 'internal', params: {} }),
    )
    if (chosen.ok) {
      // A whole load: every page was rendered for somebody else until now.
      window.location.assign(chosen.value.href)
      return chosen
    }
    setBusyId(null)
    return chosen
  }
  const press = async (profile: ProfileDto) => {
    if (profile.hasPin) {
      setAsked(profile)
      return
    }
    const chosen = await enter(profile)
    if (!chosen.ok) showToast({ tone: 'failed', text: t('failed') })
  }
  const query = wanted ? { callbackUrl: wanted } : {}
  return (
    <>
      <ul className="mt-8 grid w-full max-w-[310px] grid-cols-2 gap-x-[22px] gap-y-7 md:mt-12 md:flex md:max-w-none md:flex-wrap md:justify-center md:gap-8">
        {profiles.map((profile) => (
          <li key={profile.id} className="md:w-42">
            <ProfileTile
              profile={profile}
              managing={managing}
              busy={busyId === profile.id}
              onChoose={() => void press(profile)}
            />
          </li>
        ))}
        {profiles.length < mostProfiles ? (
          <li className="md:w-42">
            <AddTile />
          </li>
        ) : null}
      </ul>
      <Button asChild variant="outline" className="mt-12 md:mt-16">
        <Link href={{ pathname: '/profiles', query: managing ? query : { ...query, manage: '1' } }}>
          {managing ? (
            <Check aria-hidden size={18} strokeWidth={1.75} />
          ) : (
            <Pencil aria-hidden size={18} strokeWidth={1.75} />
          )}
          {t(managing ? 'done' : 'manage')}
        </Link>
      </Button>
      {asked ? (
        <PinDialog
          key={asked.id}
          name={asked.name}
          onClose={() => setAsked(null)}
          onEntered={(pin) => enter(asked, pin)}
        />
      ) : null}
    </>
  )
}
