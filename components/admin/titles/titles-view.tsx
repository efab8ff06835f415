'use client'

import type { RowSelectionState, SortingState } from '@tanstack/react-table'
import { useTranslations } from 'next-intl'
import { useCallback, useMemo, useState } from 'react'
import { z } from 'zod'
import { useRouter } from '#i18n/navigation.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { DraftsDialog } from '../drop/drafts-dialog.tsx'
import { DropOverlay } from '../drop/drop-overlay.tsx'
import { useFileDrop } from '../drop/use-file-drop.ts'
import { useTakeFilms } from '../drop/use-take-films.ts'
import { useLiveEncodes } from '../live/live-encodes.tsx'
import { useAdminTable } from '../table/data-table.tsx'
import { PagedTable } from '../table/paged-table.tsx'
import { useKeptState } from '../table/use-kept-state.ts'
import { useTableUrl, type TableUrl } from '../table/use-table-url.ts'
import { BulkBar } from './bulk-bar.tsx'
import { CreateTitleDialog } from './create-title-dialog.tsx'
import { TitleCards } from './title-cards.tsx'
import { useTitleColumns } from './title-columns.tsx'
import { TitleMenu } from './title-menu.tsx'
import type { TitleRow } from './title-row.ts'
import type { TitleActions } from './title-actions.ts'
import type { TitlesPage } from './titles-page.ts'
import { TitlesHead } from './titles-head.tsx'
import { TitlesToolbar } from './titles-toolbar.tsx'
import { UnpublishDialog } from './unpublish-dialog.tsx'
import { useTitleCommands } from './use-title-commands.ts'

const visibilitySchema = z.record(z.string(), z.boolean())
const allColumns: Record<string, boolean> = {}
const columnClasses = {
  select: 'w-10 pl-4',
  // A long name is cut, so that the menu at the row's end stays in sight.
  title: 'w-[45%] min-w-[200px] max-w-0',
  status: 'w-[150px]',
  rungs: 'min-w-[220px]',
  length: 'w-[90px] text-right max-xl:hidden',
  updated: 'w-[140px] max-xl:hidden',
  actions: 'w-14 text-right',
}
const sortIds: Record<string, string> = { title: 'title', updated: 'updated' }

/** The content table with all that belongs to it. */
export function TitlesView({ data, actions }: { data: TitlesPage; actions: TitleActions }) {
  const t = useTranslations('admin')
  const url = useTableUrl()
  const router = useRouter()
  const [selection, setSelection] = useState<RowSelectionState>({})
  const [visibility, setVisibility] = useKeptState('marquee.admin-columns', visibilitySchema, allColumns)
  const [creating, setCreating] = useState(false)
  const [dropped, setDropped] = useState<File[] | null>(null)
  const [unpublishing, setUnpublishing] = useState<TitleRow[]>([])
  const rows = useLiveRows(data.rows)
  const commands = useTitleCommands(actions)
  const menu = useCallback(
    (row: TitleRow) => (
      <TitleMenu
        row={row}
        onPublish={(each) => void commands.publish([each])}
        onUnpublish={(each) => setUnpublishing([each])}
        onFeature={(each, featured) => void commands.feature(each, featured)}
        onEncodeAgain={(each) => void commands.encodeAgain(each)}
      />
    ),
    [commands],
  )
  const columns = useTitleColumns(data.nowIso, menu)
  const sorting: SortingState = [
    { id: sortIds[url.get('sort') ?? 'updated'] ?? 'updated', desc: url.get('direction') !== 'asc' },
  ]
  const table = useAdminTable({
    rows,
    columns,
    rowId: (row) => row.id,
    sorting,
    onSort: ([next]) => url.set({ sort: next?.id ?? null, direction: next?.desc ? null : 'asc' }),
    selection,
    onSelect: setSelection,
    visibility,
    onVisibility: setVisibility,
  })
  const acceptFiles = useTakeFilms(setDropped)
  const dragging = useFileDrop(acceptFiles)
  const selected = rows.filter((row) => selection[row.id])

  return (
    <>
      <TitlesHead data={data} search={url.search} onCreate={() => setCreating(true)} onFiles={acceptFiles} />
      <TitlesToolbar url={url} genres={data.genres} table={table} />
      <div className="mt-4 overflow-hidden rounded-card border border-line bg-ink-1">
        {selected.length > 0 ? (
          <BulkBar
            count={selected.length}
            total={rows.length}
            onClear={() => setSelection({})}
            onPublish={() => void commands.publish(selected).then(() => setSelection({}))}
            onUnpublish={() => setUnpublishing(selected.filter((row) => row.status === 'published'))}
            canPublish={selected.some((row) => row.status === 'draft')}
            canUnpublish={selected.some((row) => row.status === 'published')}
          />
        ) : null}
        {rows.length === 0 ? (
          <NoTitles url={url} onCreate={() => setCreating(true)} />
        ) : (
          <PagedTable
            table={table}
            place={data}
            url={url}
            caption={t('titles.heading')}
            columnClasses={columnClasses}
            cards={<TitleCards table={table} menu={menu} className="md:hidden" />}
          />
        )}
      </div>
      <DropOverlay shown={dragging} hint={t('drop.hintTitles')} />
      {dropped ? (
        <DraftsDialog
          files={dropped}
          create={actions.create}
          onCreated={() => router.refresh()}
          onClose={() => setDropped(null)}
        />
      ) : null}
      {creating ? (
        <CreateTitleDialog
          genres={data.genres}
          create={actions.create}
          onClose={() => setCreating(false)}
          onCreated={(id) => router.push(`/admin/titles/${id}`)}
        />
      ) : null}
      <UnpublishDialog
        rows={unpublishing}
        onClose={() => setUnpublishing([])}
        onConfirm={async () => {
          await commands.unpublish(unpublishing)
          setUnpublishing([])
          setSelection({})
        }}
      />
    </>
  )
}

/** The rows with their encodes as they stand now. */
function useLiveRows(rows: TitlesPage['rows']) {
  const live = useLiveEncodes()
  return useMemo(
    () => rows.map((row) => (row.encode ? { ...row, encode: live(row.encode) } : row)),
    [rows, live],
  )
}

/** Why the table is empty, and the way on. */
function NoTitles({ url, onCreate }: { url: TableUrl; onCreate: () => void }) {
  const t = useTranslations('admin')
  const filtered = ['q', 'kind', 'status', 'genre', 'film'].some((name) => url.get(name) !== null)
  return filtered ? (
    <EmptyState
      title={t('titles.nothingFound')}
      action={<Button onClick={url.clear}>{t('table.clearFilters')}</Button>}
    >
      {t('titles.nothingFoundBody')}
    </EmptyState>
  ) : (
    <EmptyState title={t('titles.empty')} action={<Button onClick={onCreate}>{t('titles.create')}</Button>}>
      {t('titles.emptyBody')}
    </EmptyState>
  )
}
