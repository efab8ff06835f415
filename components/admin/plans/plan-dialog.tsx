'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import type { AdminPlanDto } from '#server/domains/offers/schemas.ts'
import { callAction } from '../../errors/call-action.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Field, TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { FormDialog } from '../shell/form-dialog.tsx'
import { planHeights, planKinds, readPlanForm, toPlanForm, type PlanForm } from './plan-form.ts'
import type { PlanActions } from './plans-page.ts'

type PlanDialogProps = {
  /** Null for a new one. */
  plan: AdminPlanDto | null
  actions: PlanActions
  onClose: () => void
}

/** What a plan says and gives. */
export function PlanDialog({ plan, actions, onClose }: PlanDialogProps) {
  const t = useTranslations('admin.plans')
  const [form, setForm] = useState(() => toPlanForm(plan))
  const [isTried, setTried] = useState(false)
  const { faults, fields } = readPlanForm(form)
  const fault = (name: keyof PlanForm) => {
    const key = faults[name]
    return isTried && key ? t(`form.${key}`) : undefined
  }
  const text = (name: 'nameVi' | 'nameEn' | 'descriptionVi' | 'descriptionEn' | 'streams' | 'trial') => ({
    label: t(`form.${name}`),
    error: fault(name),
    value: form[name],
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
  })
  const save = () => {
    setTried(true)
    if (!fields) return null
    return plan
      ? callAction(actions.updatePlan, { planId: plan.id, version: plan.version, ...fields })
      : callAction(actions.createPlan, fields)
  }
  const name = form.nameVi.trim()
  return (
    <FormDialog
      title={plan ? t('form.editTitle', { name: plan.name.vi }) : t('form.createTitle')}
      submitLabel={plan ? t('form.save') : t('form.create')}
      done={plan ? t('saved', { name }) : t('created', { name })}
      save={save}
      onClose={onClose}
    >
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField {...text('nameVi')} maxLength={60} />
        <TextField {...text('nameEn')} maxLength={60} hint={t('form.enHint')} />
        <TextField {...text('descriptionVi')} maxLength={200} />
        <TextField {...text('descriptionEn')} maxLength={200} hint={t('form.enHint')} />
        <Field label={t('form.height')}>
          {(control) => (
            <Select
              {...control}
              value={form.height}
              onValueChange={(height) => setForm({ ...form, height })}
              options={planHeights.map((lines) => ({
                value: lines,
                label: lines === 'all' ? t('form.noLimit') : `${lines}p`,
              }))}
            />
          )}
        </Field>
        <TextField {...text('streams')} inputMode="numeric" />
      </div>
      <Kinds form={form} setForm={setForm} error={fault('kinds')} />
      <TextField {...text('trial')} inputMode="numeric" hint={t('form.trialHint')} />
    </FormDialog>
  )
}

type KindsProps = { form: PlanForm; setForm: (form: PlanForm) => void; error: string | undefined }

function Kinds({ form, setForm, error }: KindsProps) {
  const t = useTranslations('admin.plans')
  const id = useId()
  return (
    <fieldset>
      <legend className="text-small font-medium text-shell-2">{t('form.kinds')}</legend>
      <div className="mt-2 flex flex-wrap gap-x-6 gap-y-2">
        {planKinds.map((kind) => (
          <label key={kind} htmlFor={`${id}-${kind}`} className="flex min-h-11 items-center gap-3 text-body">
            <Checkbox
              id={`${id}-${kind}`}
              checked={form.kinds.includes(kind)}
              onCheckedChange={(on) => {
                const others = form.kinds.filter((each) => each !== kind)
                setForm({ ...form, kinds: on === true ? [...others, kind] : others })
              }}
            />
            {t(`kind.${kind}`)}
          </label>
        ))}
      </div>
      {error ? (
        <p role="alert" className="text-small text-son-text">
          {error}
        </p>
      ) : null}
    </fieldset>
  )
}
