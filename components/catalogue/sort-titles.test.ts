import { describe, expect, it } from 'vitest'
import { browseHref, sortTitles, toSortOrder } from './sort-titles.ts'
import type { TitleCardView } from './views.ts'

const title = (name: string, year: number | null) => ({ name, year }) as TitleCardView
const titles = [title('Ve Sầu', 2023), title('Đêm Tâm Bão', 2026), title('Diều Bắt Sao Chổi', null)]

describe('sortTitles', () => {
  it('keeps the catalogue order for the newest', () => {
    expect(sortTitles(titles, 'newest', 'vi')).toEqual(titles)
  })
  it('puts Đ behind D in Vietnamese', () => {
    expect(sortTitles(titles, 'name', 'vi').map(({ name }) => name)).toEqual([
      'Diều Bắt Sao Chổi',
      'Đêm Tâm Bão',
      'Ve Sầu',
    ])
  })
  it('puts the latest year first and unknown ones last', () => {
    expect(sortTitles(titles, 'year', 'vi').map(({ year }) => year)).toEqual([2026, 2023, null])
  })
})

describe('addresses', () => {
  it('reads only orders it knows', () => {
    expect([toSortOrder('name'), toSortOrder('price'), toSortOrder(['year'])]).toEqual([
      'name',
      'newest',
      'newest',
    ])
  })
  it('leaves out defaults', () => {
    expect(browseHref('/films', null, 'newest')).toBe('/films')
    expect(browseHref('/films', 'drama', 'year')).toBe('/films?genre=drama&sort=year')
  })
})
