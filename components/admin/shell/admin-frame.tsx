'use client'

import { useCallback, type ReactNode } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import { LiveEncodes } from '../live/live-encodes.tsx'
import { UploadTray } from '../uploads/upload-tray.tsx'
import { UploadsProvider } from '../uploads/uploads-provider.tsx'
import type { AdminCounts } from './admin-nav.tsx'
import { AdminShell } from './admin-shell.tsx'

/** What stays while admin's pages change: the side bar, live progress and the transfers. */
export function AdminFrame({ counts, children }: { counts: AdminCounts; children: ReactNode }) {
  const router = useRouter()
  const onDone = useCallback(() => router.refresh(), [router])
  return (
    <LiveEncodes>
      <UploadsProvider onDone={onDone}>
        <AdminShell counts={counts}>{children}</AdminShell>
        <UploadTray />
      </UploadsProvider>
    </LiveEncodes>
  )
}
