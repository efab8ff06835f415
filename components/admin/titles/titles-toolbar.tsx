'use client'

import { useTranslations } from 'next-intl'
import { titleKindSchema, titleStatusSchema } from '#server/domains/catalogue/schemas.ts'
import type { AdminTable } from '../table/data-table.tsx'
import { TableToolbar } from '../table/table-toolbar.tsx'
import type { TableUrl } from '../table/use-table-url.ts'
import { ColumnMenu } from './column-menu.tsx'
import type { GenreOption } from './genre-option.ts'
import type { TitleRow } from './title-row.ts'

type TitlesToolbarProps = {
  url: TableUrl
  genres: GenreOption[]
  table: AdminTable<TitleRow>
}

/** Search and filters of the content table, and the choice of its columns. */
export function TitlesToolbar({ url, genres, table }: TitlesToolbarProps) {
  const t = useTranslations('admin.titles')
  return (
    <TableToolbar
      url={url}
      className="mt-5"
      searches={[{ name: 'q', label: t('searchLabel'), placeholder: t('search') }]}
      filters={[
        {
          name: 'kind',
          label: t('kindLabel'),
          anyLabel: t('filterKind'),
          options: titleKindSchema.options.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })),
        },
        {
          name: 'status',
          label: t('statusLabel'),
          anyLabel: t('filterStatus'),
          options: titleStatusSchema.options.map((status) => ({
            value: status,
            label: t(`status.${status}`),
          })),
        },
        {
          name: 'genre',
          label: t('genreLabel'),
          anyLabel: t('filterGenre'),
          options: genres.map((genre) => ({ value: genre.key, label: genre.label })),
        },
        {
          name: 'film',
          label: t('filmLabel'),
          anyLabel: t('filterFilm'),
          options: [
            { value: 'yes', label: t('withFilm') },
            { value: 'no', label: t('withoutFilm') },
          ],
        },
      ]}
    >
      <ColumnMenu table={table} className="ml-auto max-md:hidden" />
    </TableToolbar>
  )
}
