import type { AdminPlanDto, CreatePlanInput } from '#server/domains/offers/schemas.ts'

export const planKinds = ['film', 'series', 'course'] as const
/** Lines of the tallest picture; `all`: no limit. */
export const planHeights = ['480', '720', '1080', '1440', '2160', 'all'] as const

/** A plan as it is typed. */
export type PlanForm = {
  nameVi: string
  nameEn: string
  descriptionVi: string
  descriptionEn: string
  height: string
  streams: string
  kinds: (typeof planKinds)[number][]
  trial: string
}

type Fault = 'nameMissing' | 'descriptionMissing' | 'streamsWrong' | 'kindsMissing' | 'trialWrong'

export function toPlanForm(plan: AdminPlanDto | null): PlanForm {
  if (!plan) {
    const empty = { nameVi: '', nameEn: '', descriptionVi: '', descriptionEn: '' }
    return { ...empty, height: '1080', streams: '2', kinds: [...planKinds], trial: '0' }
  }
  return {
    nameVi: plan.name.vi,
    nameEn: plan.name.en,
    descriptionVi: plan.description.vi,
    descriptionEn: plan.description.en,
    height: plan.maxHeight === null ? 'all' : String(plan.maxHeight),
    streams: String(plan.maxStreams),
    kinds: plan.kinds ?? [...planKinds],
    trial: String(plan.trialDays),
  }
}

/** Gives what the verbs take, or what is wrong with which field; faults are keys of `admin.plans.form`. */
export function readPlanForm(form: PlanForm): {
  faults: Partial<Record<keyof PlanForm, Fault>>
  fields: CreatePlanInput | null
} {
  const maxStreams = wholeNumber(form.streams)
  const trialDays = wholeNumber(form.trial)
  const faults: Partial<Record<keyof PlanForm, Fault>> = {
    ...(form.nameVi.trim() === '' && { nameVi: 'nameMissing' }),
    ...(form.descriptionVi.trim() === '' && { descriptionVi: 'descriptionMissing' }),
    ...(!(maxStreams >= 1 && maxStreams <= 100) && { streams: 'streamsWrong' }),
    ...(form.kinds.length === 0 && { kinds: 'kindsMissing' }),
    ...(!(trialDays >= 0 && trialDays <= 365) && { trial: 'trialWrong' }),
  }
  if (Object.keys(faults).length > 0) return { faults, fields: null }
  const fields: CreatePlanInput = {
    name: { vi: form.nameVi, en: form.nameEn },
    description: { vi: form.descriptionVi, en: form.descriptionEn },
    maxHeight: form.height === 'all' ? null : Number(form.height),
    maxStreams,
    kinds: form.kinds.length === planKinds.length ? null : form.kinds,
    trialDays,
  }
  return { faults, fields }
}

function wholeNumber(text: string): number {
  return /^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN
}
