'use client'

import { useLocale, useTranslations } from 'next-intl'
import { routing } from '#i18n/routing.ts'
import { qualities, ratingLimits } from '#server/domains/profiles/schemas.ts'
import { findLanguageName } from '../catalogue/language-name.ts'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import type { ProfileDraft } from './empty-profile.ts'
import { SwitchRow } from './switch-row.tsx'

/** Languages that films here are heard and read in; one already chosen is offered besides. */
const filmLanguages = ['vi', 'en', 'fr', 'de', 'es', 'ja', 'ko', 'zh', 'th']
const asFilm = 'film'

/** What a profile may see, and how it likes to hear, read and watch. */
export function PreferenceFields({
  draft,
  onChange,
}: {
  draft: ProfileDraft
  onChange: (patch: Partial<ProfileDraft>) => void
}) {
  const t = useTranslations('profiles')
  const limits = draft.kids ? ratingLimits.slice(0, 2) : ratingLimits
  const languageOptions = useLanguageOptions(draft)
  return (
    <>
      <div className="grid gap-5 md:grid-cols-2">
        <Field label={t('form.ratingLimit')}>
          {(control) => (
            <Select
              {...control}
              label={t('form.ratingLimit')}
              value={draft.ratingLimit}
              options={limits.map((value) => ({ value, label: t(`limits.${value}`) }))}
              onValueChange={(chosen) =>
                onChange({ ratingLimit: limits.find((each) => each === chosen) ?? draft.ratingLimit })
              }
            />
          )}
        </Field>
        <Field label={t('form.language')}>
          {(control) => (
            <Select
              {...control}
              label={t('form.language')}
              value={draft.language}
              options={routing.locales.map((value) => ({ value, label: interfaceNames[value] }))}
              onValueChange={(chosen) =>
                onChange({ language: routing.locales.find((each) => each === chosen) ?? draft.language })
              }
            />
          )}
        </Field>
      </div>
      <fieldset className="grid gap-5">
        <legend className="mb-4 font-display text-row font-[650]">{t('form.watching')}</legend>
        <div className="grid gap-5 md:grid-cols-3">
          <Field label={t('form.audio')}>
            {(control) => (
              <Select
                {...control}
                label={t('form.audio')}
                value={draft.audioLanguage ?? asFilm}
                options={[{ value: asFilm, label: t('form.audioFilm') }, ...languageOptions]}
                onValueChange={(value) => onChange({ audioLanguage: value === asFilm ? null : value })}
              />
            )}
          </Field>
          <Field label={t('form.subtitles')}>
            {(control) => (
              <Select
                {...control}
                label={t('form.subtitles')}
                value={draft.subtitleLanguage ?? asFilm}
                options={[
                  { value: asFilm, label: t('form.subtitlesFilm') },
                  { value: 'off', label: t('form.subtitlesOff') },
                  ...languageOptions,
                ]}
                onValueChange={(value) => onChange({ subtitleLanguage: value === asFilm ? null : value })}
              />
            )}
          </Field>
          <Field label={t('form.quality')}>
            {(control) => (
              <Select
                {...control}
                label={t('form.quality')}
                value={draft.quality}
                options={qualities.map((value) => ({ value, label: t(`qualities.${value}`) }))}
                onValueChange={(chosen) =>
                  onChange({ quality: qualities.find((each) => each === chosen) ?? draft.quality })
                }
              />
            )}
          </Field>
        </div>
        <SwitchRow
          label={t('form.autoplayNext')}
          checked={draft.autoplayNext}
          onChange={(autoplayNext) => onChange({ autoplayNext })}
        />
        <SwitchRow
          label={t('form.autoplayPreviews')}
          checked={draft.autoplayPreviews}
          onChange={(autoplayPreviews) => onChange({ autoplayPreviews })}
        />
      </fieldset>
    </>
  )
}

function useLanguageOptions({ audioLanguage, subtitleLanguage }: ProfileDraft) {
  const locale = useLocale()
  const chosen = [audioLanguage, subtitleLanguage].filter(
    (tag): tag is string => tag !== null && tag !== 'off',
  )
  return [...new Set([...filmLanguages, ...chosen])].map((value) => {
    const name = findLanguageName(value, locale) ?? value
    return { value, label: name.charAt(0).toLocaleUpperCase(locale) + name.slice(1) }
  })
}

// A language is named in itself: who looks for theirs can read it.
const interfaceNames: Record<(typeof routing.locales)[number], string> = { vi: 'Tiếng Việt', en: 'English' }
