'use client'

import { Clapperboard } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogContent, DialogTrigger } from '../ui/dialog.tsx'
import { RunningBulbs } from '../ui/running-bulbs.tsx'
import { ErrorState } from '../ui/states.tsx'
import { formatClock } from './runtime.ts'
import { TrailerVideo } from './trailer-video.tsx'
import { useViewer } from './viewer-state.tsx'
import type { Trailer } from './views.ts'

type TrailerSource = { state: 'waiting' } | { state: 'ready'; source: string } | { state: 'failed' }

/** Opens the trailer over the page; says how long it is. */
export function TrailerButton({
  slug,
  name,
  trailer,
  size = 'lg',
  className,
}: {
  slug: string
  name: string
  trailer: Trailer
  size?: 'sm' | 'md' | 'lg'
  className?: string
}) {
  const t = useTranslations('catalogue')
  const { actions } = useViewer()
  const [source, setSource] = useState<TrailerSource>({ state: 'waiting' })

  const load = () => {
    setSource({ state: 'waiting' })
    actions
      .openTrailer({ slug })
      .then((address) => setSource(address ? { state: 'ready', source: address } : { state: 'failed' }))
      .catch(() => setSource({ state: 'failed' }))
  }

  return (
    <Dialog onOpenChange={(open) => open && load()}>
      <DialogTrigger asChild>
        <Button size={size} className={className}>
          <Clapperboard aria-hidden size={18} strokeWidth={1.75} />
          {t('trailer.watch', { time: formatClock(trailer.durationMs) })}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={t('trailer.of', { name })}
        titleHidden
        className="overflow-hidden bg-black md:max-w-[min(1120px,calc((88dvh)*16/9))]"
      >
        <div className="grid aspect-video w-full place-items-center">
          {source.state === 'waiting' ? <RunningBulbs className="text-lamp" /> : null}
          {source.state === 'failed' ? (
            <ErrorState
              title={t('trailer.failed')}
              className="py-4"
              action={
                <Button size="sm" onClick={load}>
                  {t('retry')}
                </Button>
              }
            />
          ) : null}
          {source.state === 'ready' ? (
            <TrailerVideo
              source={source.source}
              controls
              onFailed={() => setSource({ state: 'failed' })}
              className="size-full"
            />
          ) : null}
        </div>
      </DialogContent>
    </Dialog>
  )
}
