import { Suspense } from 'react'
import { WatchLoading, WatchView } from '../watch-view.tsx'
import { watchMetadata } from '../watch-metadata.ts'

type WatchPageProps = PageProps<'/[locale]/watch/[slug]'>

export async function generateMetadata({ params }: WatchPageProps) {
  const { slug } = await params
  return watchMetadata(slug)
}

export default function WatchPage({ params }: WatchPageProps) {
  return (
    <main id="content" tabIndex={-1} className="outline-none">
      <Suspense fallback={<WatchLoading />}>
        <Film params={params} />
      </Suspense>
    </main>
  )
}

async function Film({ params }: Pick<WatchPageProps, 'params'>) {
  const { slug } = await params
  return <WatchView wanted={{ slug }} path={`/watch/${slug}`} />
}
