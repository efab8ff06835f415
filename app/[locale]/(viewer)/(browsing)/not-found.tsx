import { NotFoundState } from '../../not-found-state.tsx'

export default function BrowsingNotFound() {
  return (
    <main id="content" className="grid min-h-[80dvh] content-center">
      <NotFoundState />
    </main>
  )
}
