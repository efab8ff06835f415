'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useRouter } from '#i18n/navigation.ts'
import { showToast } from '../../ui/toast.tsx'
import { callAction, type AdminAction } from '../../errors/call-action.ts'
import { useErrorMessage } from '../../errors/use-error-message.ts'
import type { TitleActions } from './title-actions.ts'
import type { TitleRow } from './title-row.ts'

type Named = Pick<TitleRow, 'id' | 'name'>

/** Gives what can be done with titles; each tells by a toast how it went and has the page read again. */
export function useTitleCommands(actions: TitleActions) {
  const t = useTranslations('admin.titles')
  const message = useErrorMessage()
  const router = useRouter()
  return useMemo(() => {
    const tell = (text: string) => showToast({ text })
    const refuse = (row: Named, outcome: { code: string; params: Record<string, string | number> }) =>
      showToast({ tone: 'failed', text: t('bulkRefused', { name: row.name, reason: message(outcome) }) })
    const forEach = async (rows: readonly Named[], action: AdminAction<{ titleId: string }>) => {
      let done = 0
      for (const row of rows) {
        const outcome = await callAction(action, { titleId: row.id })
        if (outcome.ok) done += 1
        else refuse(row, outcome)
      }
      router.refresh()
      return done
    }
    return {
      publish: async (rows: readonly Named[]) => {
        const done = await forEach(rows, actions.publish)
        const [first] = rows
        if (done === 1 && rows.length === 1 && first) tell(t('published', { name: first.name }))
        else if (done > 0) tell(t('bulkPublished', { count: done }))
      },
      unpublish: async (rows: readonly Named[]) => {
        const done = await forEach(rows, actions.unpublish)
        const [first] = rows
        if (done === 1 && rows.length === 1 && first) tell(t('unpublished', { name: first.name }))
        else if (done > 0) tell(t('bulkUnpublished', { count: done }))
      },
      feature: async (row: Named, featured: boolean) => {
        const outcome = await callAction(actions.feature, { titleId: row.id, featured })
        if (!outcome.ok) refuse(row, outcome)
        else tell(t(featured ? 'featured' : 'unfeatured', { name: row.name }))
        router.refresh()
      },
      encodeAgain: async (row: Pick<TitleRow, 'id' | 'name' | 'encode'>) => {
        if (!row.encode) return
        const outcome = await callAction(actions.encodeAgain, { assetId: row.encode.assetId })
        if (!outcome.ok) refuse(row, outcome)
        router.refresh()
      },
    }
  }, [actions, t, message, router])
}
