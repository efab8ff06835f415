'use client'

import { Check, FileUp, Pause, Play, RotateCw, X } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { Button, IconButton } from '../../ui/button.tsx'
import { LightLine } from '../../ui/light-line.tsx'
import { cn } from '../../ui/class-names.ts'
import { useErrorMessage } from '../../errors/use-error-message.ts'
import { formatBytes, formatBytesOf } from '../../format/format-bytes.ts'
import type { UploadItem } from './upload-item.ts'

type UploadLineProps = {
  item: UploadItem
  onPause: () => void
  onResume: () => void
  onChooseAgain: () => void
  onUseKnown: () => void
  onGoOn: () => void
  onSendAnyway: () => void
  onCancel: () => void
  onDismiss: () => void
}

const icon = { 'aria-hidden': true, size: 16, strokeWidth: 1.75 } as const

/** One transfer: name, share, the light line, sizes and speed, and what can be done. */
export function UploadLine({ item, ...on }: UploadLineProps) {
  const t = useTranslations('admin.uploads')
  const share = item.sizeBytes === 0 ? 1 : item.sentBytes / item.sizeBytes
  return (
    <li className="border-t border-line py-2 first:border-0">
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate text-small font-medium" title={item.label}>
          {item.fileName}
        </span>
        {item.state === 'done' ? (
          <Check {...icon} className="text-jade" />
        ) : (
          <span className="tabular text-small">{t('percent', { percent: Math.floor(share * 100) })}</span>
        )}
        <UploadButtons item={item} {...on} />
      </div>
      <LightLine
        value={share}
        label={t('progress', { name: item.fileName })}
        tone={
          item.state === 'failed'
            ? 'failed'
            : item.state === 'sending' || item.state === 'done'
              ? 'lamp'
              : 'quiet'
        }
      />
      <UploadWords item={item} />
      {item.state === 'needs-file' ? (
        <Button size="sm" variant="tonal" className="mt-1.5 mb-1" onClick={on.onChooseAgain}>
          <FileUp {...icon} />
          {t('chooseAgain')}
        </Button>
      ) : null}
      {item.state === 'known' ? <KnownChoices item={item} {...on} /> : null}
    </li>
  )
}

function UploadWords({ item }: { item: UploadItem }) {
  const t = useTranslations('admin.uploads')
  const locale = useLocale()
  const message = useErrorMessage()
  const sizes = formatBytesOf(item.sentBytes, item.sizeBytes, locale)
  const knownWords = () => {
    const { source, unfinished } = item.known ?? {}
    const title = source?.title ?? unfinished?.title
    const name = (locale === 'en' && title?.en) || title?.vi || ''
    if (!source && unfinished) {
      const sent = formatBytesOf(unfinished.receivedBytes, item.sizeBytes, locale)
      return t('known.unfinished', { name, sizes: sent })
    }
    return source?.samePlace ? t('known.samePlace') : t('known.elsewhere', { name })
  }
  const words = () => {
    switch (item.state) {
      case 'sending': {
        const speed = item.rate?.bytesPerSecond
        return speed ? t('rate', { sizes, speed: formatBytes(speed, locale) }) : sizes
      }
      case 'failed':
        return message(item.error ?? { code: 'upload.failed' })
      case 'known':
        return knownWords()
      case 'waiting':
      case 'checking':
      case 'comparing':
      case 'done':
        return t(`state.${item.state}`)
      case 'offline':
        // The server may have said why: its disk is full, for one.
        return item.error ? message(item.error) : t('state.offline', { sizes })
      case 'paused':
      case 'needs-file':
        return t(`state.${item.state}`, { sizes })
    }
  }
  return (
    <p
      {...(item.state === 'sending' ? {} : { 'aria-live': 'polite' as const })}
      className={cn(
        'tabular mt-1 text-small leading-[1.5]',
        item.state === 'failed' ? 'text-son-text' : 'text-shell-3',
      )}
    >
      {words()}
    </p>
  )
}

/** What can be done with a file that the server has. */
function KnownChoices({
  item,
  ...on
}: Pick<UploadLineProps, 'item' | 'onUseKnown' | 'onGoOn' | 'onSendAnyway' | 'onDismiss'>) {
  const t = useTranslations('admin.uploads')
  const source = item.known?.source
  const button = { size: 'sm' } as const
  return (
    <div className="mt-1.5 mb-1 flex flex-wrap gap-2">
      {source ? (
        <Button {...button} variant="tonal" onClick={on.onUseKnown}>
          {source.samePlace ? t('known.encodeAgain') : t('known.use')}
        </Button>
      ) : (
        <>
          <Button {...button} variant="tonal" onClick={on.onGoOn}>
            {t('known.goOn')}
          </Button>
          <Button {...button} variant="outline" onClick={on.onSendAnyway}>
            {t('known.beginAnew')}
          </Button>
        </>
      )}
      <Button {...button} variant="text" onClick={on.onDismiss}>
        {source?.samePlace ? t('known.keep') : t('known.drop')}
      </Button>
    </div>
  )
}

function UploadButtons({
  item,
  onPause,
  onResume,
  onCancel,
  onDismiss,
}: Pick<UploadLineProps, 'item' | 'onPause' | 'onResume' | 'onCancel' | 'onDismiss'>) {
  const t = useTranslations('admin.uploads')
  const name = item.fileName
  const small = { size: 'sm', variant: 'text' } as const
  if (item.state === 'done')
    return (
      <IconButton {...small} label={t('dismiss', { name })} onClick={onDismiss}>
        <X {...icon} />
      </IconButton>
    )
  return (
    <span className="-mr-2 flex">
      {item.state === 'sending' || item.state === 'waiting' || item.state === 'offline' ? (
        <IconButton {...small} label={t('pause', { name })} onClick={onPause}>
          <Pause {...icon} />
        </IconButton>
      ) : null}
      {item.state === 'paused' ? (
        <IconButton {...small} label={t('resume', { name })} onClick={onResume}>
          <Play {...icon} />
        </IconButton>
      ) : null}
      {item.state === 'failed' ? (
        <IconButton {...small} label={t('retry', { name })} onClick={onResume}>
          <RotateCw {...icon} />
        </IconButton>
      ) : null}
      <IconButton {...small} label={t('cancel', { name })} onClick={onCancel}>
        <X {...icon} />
      </IconButton>
    </span>
  )
}
