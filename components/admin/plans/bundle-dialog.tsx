'use client'

import { X } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import type { NamedBundleDto } from '#server/domains/offers/schemas.ts'
import { callAction } from '../../errors/call-action.ts'
import { IconButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { TitleFinder } from '../accounts/title-finder.tsx'
import { FormDialog } from '../shell/form-dialog.tsx'
import type { PlanActions } from './plans-page.ts'

const fewest = 2
const most = 50

type BundleDialogProps = {
  /** Null for a new one. */
  bundle: NamedBundleDto | null
  actions: PlanActions
  onClose: () => void
}

/** The name and the titles of a bundle. */
export function BundleDialog({ bundle, actions, onClose }: BundleDialogProps) {
  const t = useTranslations('admin.plans')
  const locale = useLocale()
  const [name, setName] = useState(bundle?.name ?? { vi: '', en: '' })
  const [titles, setTitles] = useState<NamedBundleDto['titles']>(bundle?.titles ?? [])
  const [isTried, setTried] = useState(false)
  const isNamed = name.vi.trim() !== ''
  const save = () => {
    setTried(true)
    if (!isNamed || titles.length < fewest) return null
    const fields = { name, titleIds: titles.map(({ id }) => id) }
    return bundle
      ? callAction(actions.updateBundle, { bundleId: bundle.id, ...fields })
      : callAction(actions.createBundle, fields)
  }
  return (
    <FormDialog
      title={bundle ? t('form.editTitle', { name: bundle.name[locale] }) : t('bundles.add')}
      submitLabel={t('form.save')}
      done={t('saved', { name: name.vi.trim() })}
      save={save}
      onClose={onClose}
    >
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          label={t('form.nameVi')}
          error={isTried && !isNamed ? t('form.nameMissing') : undefined}
          maxLength={60}
          value={name.vi}
          onChange={(event) => setName({ ...name, vi: event.target.value })}
        />
        <TextField
          label={t('form.nameEn')}
          hint={t('form.enHint')}
          maxLength={60}
          value={name.en}
          onChange={(event) => setName({ ...name, en: event.target.value })}
        />
      </div>
      {titles.length > 0 ? (
        <ul aria-label={t('bundles.chosen')} className="grid gap-1">
          {titles.map((title) => (
            <li
              key={title.id}
              className="flex items-center justify-between gap-3 rounded-control bg-ink-3 pl-3.5"
            >
              <span className="min-w-0 break-words">{title.name?.[locale] ?? t('single.gone')}</span>
              <IconButton
                size="md"
                variant="text"
                label={t('bundles.leaveOut', { name: title.name?.[locale] ?? t('single.gone') })}
                onClick={() => setTitles(titles.filter(({ id }) => id !== title.id))}
              >
                <X aria-hidden size={18} strokeWidth={1.75} />
              </IconButton>
            </li>
          ))}
        </ul>
      ) : null}
      <TitleFinder
        find={actions.findTitles}
        value={null}
        onChange={({ id, name: found }) => {
          if (titles.length < most && !titles.some((title) => title.id === id))
            setTitles([...titles, { id, name: found }])
        }}
        error={isTried && titles.length < fewest ? t('bundles.tooFew') : undefined}
      />
    </FormDialog>
  )
}
