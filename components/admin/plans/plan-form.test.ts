import { expect, it } from 'vitest'
import { readPlanForm, toPlanForm } from './plan-form.ts'

const typed = { ...toPlanForm(null), nameVi: 'Rạp Nhà', descriptionVi: 'Cả nhà cùng xem' }

it('takes all kinds for no limit, and no height for any', () => {
  expect(readPlanForm({ ...typed, height: 'all' }).fields).toMatchObject({ kinds: null, maxHeight: null })
  expect(readPlanForm({ ...typed, kinds: ['film'] }).fields).toMatchObject({
    kinds: ['film'],
    maxHeight: 1080,
  })
})

it('tells what is wrong with each field', () => {
  const wrong = { ...typed, nameVi: ' ', descriptionVi: '', streams: '0', kinds: [], trial: '-1' }
  expect(readPlanForm(wrong)).toEqual({
    fields: null,
    faults: {
      nameVi: 'nameMissing',
      descriptionVi: 'descriptionMissing',
      streams: 'streamsWrong',
      kinds: 'kindsMissing',
      trial: 'trialWrong',
    },
  })
})
