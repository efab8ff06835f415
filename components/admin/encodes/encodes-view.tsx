'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/states.tsx'
import type { AdminAction } from '../errors/call-action.ts'
import { useCommand } from '../errors/use-command.ts'
import { LiveSign } from '../live/live-sign.tsx'
import { useLiveEncodes } from '../live/live-encodes.tsx'
import { Card } from '../shell/card.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { EncodeLine } from './encode-line.tsx'
import { partEncodes, type EncodeRow } from './encode-row.ts'

export type EncodeActions = {
  encodeAgain: AdminAction<{ assetId: string }>
  cancelEncode: AdminAction<{ runId: string }>
}

/** What is being encoded, what waits for it, and how earlier ones ended. */
export function EncodesView({
  encodes,
  nowIso,
  actions,
}: {
  encodes: EncodeRow[]
  nowIso: string
  actions: EncodeActions
}) {
  const t = useTranslations('media.encodes')
  const tTitle = useTranslations('admin.title')
  const live = useLiveEncodes()
  const [cancelling, setCancelling] = useState<EncodeRow | null>(null)
  const { open, ended } = useMemo(
    () => partEncodes(encodes.map((encode) => ({ ...encode, ...live(encode) }))),
    [encodes, live],
  )
  const { run } = useCommand()
  const running = open.filter((encode) => encode.state === 'running').length
  const nameOf = (encode: EncodeRow) => encode.titleName ?? encode.sourceName
  const again = (encode: EncodeRow) =>
    void run(
      actions.encodeAgain,
      { assetId: encode.assetId },
      tTitle('queuedAgain', { name: nameOf(encode) }),
    )

  return (
    <>
      <PageHead
        title={t('heading')}
        lead={t('lead', { running, waiting: open.length - running })}
        actions={<LiveSign />}
      />
      <Card title={t('open')} className="mt-5">
        {open.length === 0 ? (
          <EmptyState heading="h3" title={t('idle')} className="py-10">
            {t('idleBody')}
          </EmptyState>
        ) : (
          <ul>
            {open.map((encode) => (
              <EncodeLine
                key={encode.versionId}
                encode={encode}
                nowIso={nowIso}
                onCancel={() => setCancelling(encode)}
                onAgain={() => again(encode)}
              />
            ))}
          </ul>
        )}
      </Card>
      {ended.length > 0 ? (
        <Card title={t('ended')} className="mt-6">
          <ul>
            {ended.map((encode) => (
              <EncodeLine
                key={encode.versionId}
                encode={encode}
                nowIso={nowIso}
                onCancel={() => setCancelling(encode)}
                onAgain={() => again(encode)}
              />
            ))}
          </ul>
        </Card>
      ) : null}
      <ConfirmDialog
        open={cancelling !== null}
        onOpenChange={(next) => !next && setCancelling(null)}
        title={tTitle('cancelAsk', { name: cancelling ? nameOf(cancelling) : '' })}
        description={tTitle('cancelBody')}
        keepLabel={tTitle('cancelKeep')}
        confirmLabel={tTitle('cancelConfirm')}
        onConfirm={() => {
          if (cancelling?.jobId)
            void run(
              actions.cancelEncode,
              { runId: cancelling.jobId },
              tTitle('cancelled', { name: nameOf(cancelling) }),
            )
          setCancelling(null)
        }}
      />
    </>
  )
}
