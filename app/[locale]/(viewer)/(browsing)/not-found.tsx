import { NotFoundState } from '../../not-found-state.tsx'

export default function BrowsingNotFound() {
  return (
    <main id="content" className="grid min-h-[calc(100dvh-64px)] content-center">
      <NotFoundState />
    </main>
  )
}
