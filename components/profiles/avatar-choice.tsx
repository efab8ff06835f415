'use client'

import { useTranslations } from 'next-intl'
import { RadioGroup } from 'radix-ui'
import { avatars, type Avatar } from '#server/domains/profiles/schemas.ts'
import { ProfilePicture } from './profile-picture.tsx'

/** One of the house's eight pictures. */
export function AvatarChoice({ value, onChange }: { value: Avatar; onChange: (avatar: Avatar) => void }) {
  const t = useTranslations('profiles')
  return (
    <div>
      <p id="avatar-label" className="mb-2 text-small font-medium text-shell-2">
        {t('form.avatar')}
      </p>
      <RadioGroup.Root
        aria-labelledby="avatar-label"
        value={value}
        onValueChange={(chosen) => onChange(avatars.find((each) => each === chosen) ?? value)}
        className="grid grid-cols-4 gap-3 md:grid-cols-8"
      >
        {avatars.map((avatar) => (
          <RadioGroup.Item
            key={avatar}
            value={avatar}
            aria-label={t(`avatars.${avatar}`)}
            className="rounded-card outline-offset-3 data-[state=checked]:outline-2 data-[state=checked]:outline-lamp"
          >
            <ProfilePicture avatar={avatar} className="rounded-card" />
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </div>
  )
}
