'use client'

import { TriangleAlert } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { formatClock, formatMoment } from '../format/format-time.ts'
import type { VersionLine } from './place.ts'
import { RungLamps } from './rung-lamps.tsx'
import { useFailureText } from './use-encode-note.ts'
import { VersionTracks } from './version-tracks.tsx'

/** All versions of a film, newest first, with what the check found. */
export function VersionList({ versions, nowIso }: { versions: VersionLine[]; nowIso: string }) {
  const t = useTranslations('media')
  const locale = useLocale()
  const failure = useFailureText()
  return (
    <ul className="mb-1 grid gap-px overflow-hidden rounded-control border border-line bg-line">
      {versions.map((version) => (
        <li key={version.id} className="grid gap-1 bg-ink-2 px-3 py-2 text-small">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <span className="font-medium">{t('version.number', { number: version.number })}</span>
            <span className="text-shell-2">{t(`versionState.${version.state}`)}</span>
            <RungLamps rungs={version.rungs} />
            {version.durationMs ? (
              <span className="tabular">{formatClock(version.durationMs / 1000)}</span>
            ) : null}
            {version.leastSsim === null ? null : (
              <span className="tabular text-shell-2">
                {t('version.likeness', { share: version.leastSsim })}
              </span>
            )}
            <span className="tabular ml-auto text-shell-3">
              {formatMoment(version.createdAt, locale, Date.parse(nowIso))}
            </span>
          </div>
          <VersionTracks version={version} />
          <LeftOutRungs version={version} />
          {version.warnings.map((warning) => (
            <p
              key={`${warning.code}-${String(warning.params?.track)}`}
              className="flex items-start gap-1.5 text-lamp-text"
            >
              <TriangleAlert aria-hidden size={14} strokeWidth={1.75} className="mt-0.5 shrink-0" />
              <WarningText warning={warning} />
            </p>
          ))}
          {version.error ? (
            <details className="text-son-text">
              <summary className="min-h-6 cursor-pointer max-md:min-h-11">
                {failure(version.error.code)}
              </summary>
              <code className="font-mono text-meta break-words text-shell-3">{version.error.detail}</code>
            </details>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

/** Which rungs the film does without, and which one is as good. */
function LeftOutRungs({ version }: { version: VersionLine }) {
  const t = useTranslations('media.version')
  const asGood = [...new Set(version.leftOut.map((rung) => rung.asGood))]
  return asGood.map((name) => {
    const rungs = version.leftOut.filter((rung) => rung.asGood === name).map((rung) => rung.name)
    return (
      <p key={name} className="text-shell-3">
        {t('leftOut', { rungs: rungs.join(', '), asGood: name })}
      </p>
    )
  })
}

function WarningText({ warning }: { warning: VersionLine['warnings'][number] }) {
  const t = useTranslations('media.warning')
  const key = t.has(warning.code as 'other') ? (warning.code as 'other') : 'other'
  return <span>{t(key, { track: warning.params?.track ?? '', detail: warning.params?.detail ?? '' })}</span>
}
