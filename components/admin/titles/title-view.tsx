'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { DropOverlay } from '../drop/drop-overlay.tsx'
import { PlacesDialog } from '../drop/places-dialog.tsx'
import { useFileDrop } from '../drop/use-file-drop.ts'
import { useTakeFilms } from '../drop/use-take-films.ts'
import { useLiveEncodes } from '../live/live-encodes.tsx'
import { MediaPanel } from '../media/media-panel.tsx'
import type { MediaPlace } from '../media/place.ts'
import { DraftsCard } from '../subtitles/drafts-card.tsx'
import { useUploads } from '../uploads/uploads-provider.tsx'
import { ArtworkCard } from './artwork-card.tsx'
import { AvailabilityCard } from './availability-card.tsx'
import { OffersCard } from './offers-card.tsx'
import { PublishCard } from './publish-card.tsx'
import { TitleDetails } from './title-details.tsx'
import { TitleHead } from './title-head.tsx'
import type { TitlePage, TitlePageActions } from './title-page.ts'

/** The page of one title: its films, its words, its pictures, and whether it is shown. */
export function TitleView({ data, actions }: { data: TitlePage; actions: TitlePageActions }) {
  const t = useTranslations('admin')
  const { queue } = useUploads()
  const live = useLiveEncodes()
  const [dropped, setDropped] = useState<File[] | null>(null)
  const places = useMemo(
    () => data.places.map((place) => (place.encode ? { ...place, encode: live(place.encode) } : place)),
    [data.places, live],
  )
  const acceptFiles = useTakeFilms(setDropped)
  const dragging = useFileDrop(acceptFiles)
  const upload = (chosen: { file: File; place: MediaPlace }[]) =>
    queue.add(chosen.map(({ file, place }) => ({ file, target: place.target, label: data.name })))

  return (
    <>
      <TitleHead data={data} actions={actions} />
      <div className="mt-6 grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,1fr)_340px]">
        <div className="grid min-w-0 gap-6">
          <MediaPanel
            data={data}
            places={places}
            actions={actions}
            onFile={(file, place) => upload([{ file, place }])}
            onFiles={acceptFiles}
          />
          <DraftsCard
            drafts={data.subtitleDrafts}
            places={data.places}
            readAgain={actions.readSubtitlesAgain}
          />
          <OffersCard data={data} actions={actions} />
          <TitleDetails data={data} update={actions.update} />
        </div>
        <div className="grid gap-6 md:grid-cols-2 xl:grid-cols-1">
          <PublishCard data={data} update={actions.update} />
          <AvailabilityCard data={data} update={actions.update} />
          <ArtworkCard data={data} useFrame={actions.useFrame} />
        </div>
      </div>
      <DropOverlay shown={dragging} hint={t('drop.hintTitle')} />
      {dropped ? (
        <PlacesDialog files={dropped} places={places} onClose={() => setDropped(null)} onUpload={upload} />
      ) : null}
    </>
  )
}
