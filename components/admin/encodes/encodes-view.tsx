'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import type { RunMove } from '#server/platform/queues/schemas.ts'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/states.tsx'
import type { AdminAction } from '../../errors/call-action.ts'
import { useCommand } from '../../errors/use-command.ts'
import { LiveSign } from '../live/live-sign.tsx'
import { useLiveEncodes } from '../live/live-encodes.tsx'
import { Card } from '../shell/card.tsx'
import { PageHead } from '../shell/page-head.tsx'
import type { PauseActions } from '../jobs/pause-button.tsx'
import { latestOfEachAsset } from '../media/pick-encode.ts'
import { EncodeLine } from './encode-line.tsx'
import { partEncodes, type EncodeRow } from './encode-row.ts'
import { PausedNotice } from './paused-notice.tsx'

export type EncodeActions = {
  retryEncode: AdminAction<{ versionId: string }>
  cancelEncode: AdminAction<{ versionId: string }>
  move: AdminAction<{ runId: string; move: RunMove }>
  resume: PauseActions['resume']
}

type EncodesViewProps = {
  encodes: EncodeRow[]
  /** Since when workers take no encode, null while they do. */
  pausedSince: string | null
  nowIso: string
  actions: EncodeActions
}

/** What is being encoded, what waits for it, and how earlier ones ended. */
export function EncodesView({ encodes, pausedSince, nowIso, actions }: EncodesViewProps) {
  const t = useTranslations('media.encodes')
  const live = useLiveEncodes()
  const [cancelling, setCancelling] = useState<EncodeRow | null>(null)
  const { open, ended } = useMemo(
    () => partEncodes(encodes.map((encode) => ({ ...encode, ...live(encode) }))),
    [encodes, live],
  )
  const commands = useEncodeCommands(actions)
  const running = open.filter((encode) => encode.state === 'running').length
  const newest = useMemo(() => new Set(latestOfEachAsset(encodes).map((each) => each.versionId)), [encodes])
  const lineOf = (encode: EncodeRow) => (
    <EncodeLine
      key={encode.versionId}
      encode={encode}
      nowIso={nowIso}
      paused={pausedSince !== null}
      onCancel={() => setCancelling(encode)}
      onAgain={newest.has(encode.versionId) ? () => commands.again(encode) : null}
      onMove={(to) => commands.move(encode, to)}
    />
  )

  return (
    <>
      <PageHead
        title={t('heading')}
        lead={t('lead', { running, waiting: open.length - running })}
        actions={<LiveSign />}
      />
      {pausedSince === null ? null : (
        <PausedNotice since={pausedSince} nowIso={nowIso} resume={actions.resume} />
      )}
      <Card title={t('open')} className="mt-5">
        {open.length === 0 ? (
          <EmptyState heading="h3" title={t('idle')} className="py-10">
            {t('idleBody')}
          </EmptyState>
        ) : (
          <ul>{open.map(lineOf)}</ul>
        )}
      </Card>
      {ended.length > 0 ? (
        <Card title={t('ended')} className="mt-6">
          <ul>{ended.map(lineOf)}</ul>
        </Card>
      ) : null}
      <CancelDialog
        encode={cancelling}
        onClose={() => setCancelling(null)}
        onConfirm={(encode) => commands.cancel(encode)}
      />
    </>
  )
}

type CancelDialogProps = {
  /** Which to ask about, null while nothing is asked. */
  encode: EncodeRow | null
  onClose: () => void
  onConfirm: (encode: EncodeRow) => void
}

function CancelDialog({ encode, onClose, onConfirm }: CancelDialogProps) {
  const t = useTranslations('admin.title')
  return (
    <ConfirmDialog
      open={encode !== null}
      onOpenChange={(next) => !next && onClose()}
      title={t('cancelAsk', { name: encode ? nameOf(encode) : '' })}
      description={t('cancelBody')}
      keepLabel={t('cancelKeep')}
      confirmLabel={t('cancelConfirm')}
      onConfirm={() => {
        if (encode) onConfirm(encode)
        onClose()
      }}
    />
  )
}

/** What can be done with an encode; each says when it is done, or why not. */
function useEncodeCommands(actions: EncodeActions) {
  const tTitle = useTranslations('admin.title')
  const tJobs = useTranslations('jobs')
  const { run } = useCommand()
  return {
    again: (encode: EncodeRow) => {
      const { versionId } = encode
      void run(actions.retryEncode, { versionId }, tTitle('queuedAgain', { name: nameOf(encode) }))
    },
    move: (encode: EncodeRow, to: RunMove) => {
      if (encode.jobId === null) return
      const moved = tJobs(`moved.${to}`, { name: nameOf(encode) })
      void run(actions.move, { runId: encode.jobId, move: to }, moved)
    },
    cancel: (encode: EncodeRow) => {
      const { versionId } = encode
      void run(actions.cancelEncode, { versionId }, tTitle('cancelled', { name: nameOf(encode) }))
    },
  }
}

function nameOf(encode: EncodeRow): string {
  return encode.titleName ?? encode.sourceName
}
