'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { titleKindSchema, titleStatusSchema } from '#server/domains/catalogue/schemas.ts'
import type { AdminTable } from '../table/data-table.tsx'
import { FilterSelect } from '../table/filter-select.tsx'
import { SearchBox } from '../table/search-box.tsx'
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
  const { set } = url
  const search = useCallback((text: string) => set({ q: text }), [set])
  return (
    <div className="mt-5 flex flex-wrap items-center gap-2">
      <SearchBox
        value={url.get('q') ?? ''}
        onSearch={search}
        placeholder={t('search')}
        label={t('searchLabel')}
        className="w-full md:w-[280px]"
      />
      <FilterSelect
        label={t('kindLabel')}
        anyLabel={t('filterKind')}
        value={url.get('kind')}
        options={titleKindSchema.options.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        onChange={(kind) => set({ kind })}
      />
      <FilterSelect
        label={t('statusLabel')}
        anyLabel={t('filterStatus')}
        value={url.get('status')}
        options={titleStatusSchema.options.map((status) => ({ value: status, label: t(`status.${status}`) }))}
        onChange={(status) => set({ status })}
      />
      <FilterSelect
        label={t('genreLabel')}
        anyLabel={t('filterGenre')}
        value={url.get('genre')}
        options={genres.map((genre) => ({ value: genre.key, label: genre.label }))}
        onChange={(genre) => set({ genre })}
      />
      <FilterSelect
        label={t('filmLabel')}
        anyLabel={t('filterFilm')}
        value={url.get('film')}
        options={[
          { value: 'yes', label: t('withFilm') },
          { value: 'no', label: t('withoutFilm') },
        ]}
        onChange={(film) => set({ film })}
      />
      <ColumnMenu table={table} className="ml-auto max-md:hidden" />
    </div>
  )
}
