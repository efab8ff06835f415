import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { readEpisodeAddress } from '#server/domains/playback/index.ts'
import { watchMetadata } from '../../watch-metadata.ts'
import { WatchLoading, WatchView } from '../../watch-view.tsx'

type EpisodePageProps = PageProps<'/[locale]/watch/[slug]/[episode]'>

export async function generateMetadata({ params }: EpisodePageProps) {
  const { slug } = await params
  return watchMetadata(slug)
}

export default function EpisodePage({ params }: EpisodePageProps) {
  return (
    <main id="content" tabIndex={-1} className="outline-none">
      <Suspense fallback={<WatchLoading />}>
        <Episode params={params} />
      </Suspense>
    </main>
  )
}

async function Episode({ params }: Pick<EpisodePageProps, 'params'>) {
  const { slug, episode } = await params
  const numbers = readEpisodeAddress(episode)
  if (!numbers) notFound()
  const wanted = { slug, season: numbers.seasonNumber, episode: numbers.number }
  return <WatchView wanted={wanted} path={`/watch/${slug}/${episode}`} />
}
