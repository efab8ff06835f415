'use client'

import { ImagePlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { cn } from '../../ui/class-names.ts'
import { chooseFiles } from '../drop/choose-files.ts'
import type { PictureKind } from './title-actions.ts'

export const pictureAccept = 'image/jpeg,image/png,image/webp,image/avif'

type PicturePickerProps = {
  kind: PictureKind
  label: string
  onFile: (file: File) => void
}

/** Chooses a picture from the device and shows it in its frame: 2:3 for posters, 16:9 for stills. */
export function PicturePicker({ kind, label, onFile }: PicturePickerProps) {
  const t = useTranslations('admin.create')
  const [url, show] = usePreview()
  const choose = (chosen: File | undefined) => {
    if (!chosen) return
    show(chosen)
    onFile(chosen)
  }
  return (
    <div>
      <div className="mb-2 text-small font-medium text-shell-2">{label}</div>
      <button
        type="button"
        aria-label={t(url ? 'changePicture' : 'choosePicture', { kind: label })}
        onClick={() => chooseFiles({ accept: pictureAccept, multiple: false }, ([first]) => choose(first))}
        className={cn(
          'grid h-40 place-items-center overflow-hidden border border-dashed border-line-strong bg-ink-1 text-shell-3 hover:border-shell-3 hover:text-shell-2',
          kind === 'poster' ? 'aspect-[2/3] rounded-poster' : 'aspect-video max-w-full rounded-control',
        )}
      >
        {url ? (
          <img src={url} alt="" className="size-full object-cover" />
        ) : (
          <ImagePlus aria-hidden size={24} strokeWidth={1.75} />
        )}
      </button>
    </div>
  )
}

/** Gives the address of the chosen picture and a way to show another; the old one is given back. */
function usePreview(): [string | null, (file: File) => void] {
  const [url, setUrl] = useState<string | null>(null)
  const held = useRef<string | null>(null)
  const release = () => {
    if (held.current) URL.revokeObjectURL(held.current)
    held.current = null
  }
  useEffect(() => release, [])
  const show = (file: File) => {
    release()
    held.current = URL.createObjectURL(file)
    setUrl(held.current)
  }
  return [url, show]
}
