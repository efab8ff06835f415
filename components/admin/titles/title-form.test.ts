import { describe, expect, it } from 'vitest'
import { changedInput, emptyTitleForm, titleFormSchema, toTitleInput } from './title-form.ts'

describe('the form of a title', () => {
  it('wants a Vietnamese title and nothing else', () => {
    expect(titleFormSchema.safeParse(emptyTitleForm).success).toBe(false)
    expect(titleFormSchema.safeParse({ ...emptyTitleForm, titleVi: 'Ve Sầu' }).success).toBe(true)
  })

  it.each(['24', '1700', '2201', 'abcd', '20 24'])('refuses the year %s', (year) => {
    const result = titleFormSchema.safeParse({ ...emptyTitleForm, titleVi: 'A', year })
    expect(result.error?.issues[0]?.message).toBe('yearWrong')
  })

  it('leaves out what is blank', () => {
    expect(
      toTitleInput({ ...emptyTitleForm, titleVi: ' Ve Sầu ', year: '2024', reasonEn: 'violence' }),
    ).toEqual({
      title: { vi: 'Ve Sầu', en: '' },
      tagline: null,
      synopsis: null,
      year: 2024,
      ratingCode: null,
      ratingReason: null,
      genres: [],
    })
  })

  it('tells only what was changed', () => {
    const before = { ...emptyTitleForm, titleVi: 'Ve Sầu', year: '2024' }
    expect(changedInput(before, { ...before, titleEn: 'Cicadas' })).toEqual({
      title: { vi: 'Ve Sầu', en: 'Cicadas' },
    })
    expect(changedInput(before, before)).toEqual({})
  })
})
