'use client'

import { useTranslations } from 'next-intl'
import { TableToolbar } from '../table/table-toolbar.tsx'
import type { TableUrl } from '../table/use-table-url.ts'
import { stackedProviders } from './plan-chart.ts'

const states = ['pending', 'held', 'settled', 'expired', 'cancelled', 'failed', 'refund', 'dispute'] as const

/** Which payments: by code, by person, how they stand and by whom they are paid. */
export function PaymentsToolbar({ url }: { url: TableUrl }) {
  const t = useTranslations('admin-payments')
  return (
    <TableToolbar
      url={url}
      className="mt-6"
      searches={[
        { name: 'code', label: t('search.code'), placeholder: t('search.code') },
        { name: 'person', label: t('search.person'), placeholder: t('search.person'), replaces: 'account' },
      ]}
      filters={[
        {
          name: 'state',
          label: t('filter.state'),
          anyLabel: t('filter.anyState'),
          options: states.map((state) => ({ value: state, label: t(`stateFilter.${state}`) })),
        },
        {
          name: 'provider',
          label: t('filter.provider'),
          anyLabel: t('filter.anyProvider'),
          options: stackedProviders.map((provider) => ({
            value: provider,
            label: t(`provider.${provider}`),
          })),
        },
      ]}
    />
  )
}
