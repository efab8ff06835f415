'use client'

import { useFormatter, useLocale, useTranslations } from 'next-intl'
import type { VersionLine } from './place.ts'

/** The sound and subtitle tracks of a version, each with what its film says of it and how loud that was. */
export function VersionTracks({ version }: { version: Pick<VersionLine, 'audioTracks' | 'subtitleTracks'> }) {
  const t = useTranslations('media.version')
  const language = useLanguageName()
  const figure = useFormatter()
  if (version.audioTracks.length + version.subtitleTracks.length === 0) return null
  const lufs = (value: number) => figure.number(value, { maximumFractionDigits: 1 })
  return (
    <details className="text-shell-3">
      <summary className="min-h-6 cursor-pointer max-md:min-h-11">
        {t('tracks', { audio: version.audioTracks.length, subtitles: version.subtitleTracks.length })}
      </summary>
      <ul className="grid gap-0.5 py-1" aria-label={t('audioTracks')}>
        {version.audioTracks.map((track) => (
          <TrackLine
            key={track.name}
            name={language(track.language)}
            title={track.title}
            facts={[
              track.channels >= 6 ? '5.1' : t('stereo'),
              ...(track.isDefault ? [t('default')] : []),
              ...track.flags.map((flag) => t(`flag.${flag}`)),
              track.loudness
                ? t('loudness', {
                    integrated: lufs(track.loudness.integrated),
                    peak: lufs(track.loudness.truePeak),
                  })
                : t('silent'),
            ]}
          />
        ))}
      </ul>
      <ul className="grid gap-0.5 pb-1" aria-label={t('subtitleTracks')}>
        {version.subtitleTracks.map((track) => (
          <TrackLine
            key={track.name}
            name={language(track.language)}
            title={track.title}
            facts={[
              t('subtitle'),
              ...(track.isDefault ? [t('default')] : []),
              ...(track.forced ? [t('flag.forced')] : []),
              ...(track.hearingImpaired ? [t('flag.hearing-impaired')] : []),
            ]}
          />
        ))}
      </ul>
    </details>
  )
}

function TrackLine({ name, title, facts }: { name: string; title: string | null; facts: string[] }) {
  return (
    <li className="flex flex-wrap gap-x-2">
      <span className="text-shell-2">{name}</span>
      {title ? <span className="text-shell-2">“{title}”</span> : null}
      <span className="tabular">{facts.join(' · ')}</span>
    </li>
  )
}

function useLanguageName(): (code: string) => string {
  const t = useTranslations('media.version')
  const locale = useLocale()
  const names = new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' })
  return (code) => (code === 'und' ? t('unnamed') : (names.of(code) ?? code))
}
