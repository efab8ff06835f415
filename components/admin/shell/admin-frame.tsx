'use client'

import { useCallback, type ReactNode } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import { LiveEncodes } from '../live/live-encodes.tsx'
import { UploadTray } from '../uploads/upload-tray.tsx'
import { UploadsProvider } from '../uploads/uploads-provider.tsx'
import type { AdminCounts } from './admin-nav.tsx'
import { AdminShell } from './admin-shell.tsx'
import type { SectionKey } from './sections.ts'

type AdminFrameProps = { sections: SectionKey[]; counts: AdminCounts; children: ReactNode }

/** What stays while admin's pages change: the side bar, and for who works on films live progress and the transfers. */
export function AdminFrame({ sections, counts, children }: AdminFrameProps) {
  const shell = (
    <AdminShell sections={sections} counts={counts}>
      {children}
    </AdminShell>
  )
  return sections.includes('titles') ? <FilmFrame>{shell}</FilmFrame> : shell
}

function FilmFrame({ children }: { children: ReactNode }) {
  const router = useRouter()
  const onDone = useCallback(() => router.refresh(), [router])
  return (
    <LiveEncodes>
      <UploadsProvider onDone={onDone}>
        {children}
        <UploadTray />
      </UploadsProvider>
    </LiveEncodes>
  )
}
