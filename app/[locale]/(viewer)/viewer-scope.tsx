import type { ReactNode } from 'react'
import { ViewerStateProvider, type ViewerSnapshot } from '#components/catalogue/viewer-state.tsx'
import * as actions from './viewer-actions.ts'

/** Gives the cards of a page who is watching and the actions they may call. */
export function ViewerScope({ viewer, children }: { viewer: ViewerSnapshot; children: ReactNode }) {
  return (
    <ViewerStateProvider snapshot={viewer} actions={{ ...actions }}>
      {children}
    </ViewerStateProvider>
  )
}
