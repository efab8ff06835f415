'use client'

import { PackagePlus } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import type { NamedBundleDto } from '#server/domains/offers/schemas.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../shell/card.tsx'
import { BundleDialog } from './bundle-dialog.tsx'
import { OfferDialog } from './offer-dialog.tsx'
import type { PlanActions } from './plans-page.ts'

type BundlesCardProps = { bundles: readonly NamedBundleDto[]; mayWrite: boolean; actions: PlanActions }

/** Titles that are sold together. */
export function BundlesCard({ bundles, mayWrite, actions }: BundlesCardProps) {
  const t = useTranslations('admin.plans')
  const locale = useLocale()
  const [editing, setEditing] = useState<NamedBundleDto | 'new' | null>(null)
  const [selling, setSelling] = useState<NamedBundleDto | null>(null)
  return (
    <Card
      title={t('bundles.heading')}
      className="mt-6"
      aside={
        mayWrite ? (
          <Button size="sm" variant="text" onClick={() => setEditing('new')}>
            <PackagePlus aria-hidden size={18} strokeWidth={1.75} />
            {t('bundles.add')}
          </Button>
        ) : null
      }
    >
      {bundles.length === 0 ? (
        <p className="p-4 text-small text-shell-3">{t('bundles.empty')}</p>
      ) : (
        <ul>
          {bundles.map((bundle) => (
            <li
              key={bundle.id}
              className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0"
            >
              <p className="min-w-0 flex-[1_1_220px] text-body font-medium break-words">
                {bundle.name[locale]}
                <span className="block text-small font-normal text-shell-2">
                  {bundle.titles.map(({ name }) => name?.[locale] ?? t('single.gone')).join(', ')}
                </span>
              </p>
              {mayWrite ? (
                <div className="flex flex-wrap gap-2">
                  <Button size="sm" variant="text" onClick={() => setSelling(bundle)}>
                    {t('single.add')}
                  </Button>
                  <Button size="sm" variant="outline" onClick={() => setEditing(bundle)}>
                    {t('edit')}
                  </Button>
                </div>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {editing ? (
        <BundleDialog
          bundle={editing === 'new' ? null : editing}
          actions={actions}
          onClose={() => setEditing(null)}
        />
      ) : null}
      {selling ? (
        <OfferDialog
          name={selling.name[locale]}
          targets={[{ target: { kind: 'bundle', id: selling.id }, label: selling.name[locale] }]}
          actions={actions}
          onClose={() => setSelling(null)}
        />
      ) : null}
    </Card>
  )
}
