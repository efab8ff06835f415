import { describe, expect, it } from 'vitest'
import { readFileName } from './schemas.ts'

describe('readFileName', () => {
  it.each([
    ['Đêm Tâm Bão (2024).mp4', [], 'Đêm Tâm Bão', 2024],
    ['Mưa Đỏ 2025 2160p HDR.mkv', [], 'Mưa Đỏ', 2025],
    ['Blade.Runner.2049.2017.1080p.BluRay.x264.mkv', [], 'Blade Runner 2049', 2017],
    ['2001 A Space Odyssey (1968).mkv', [], '2001 A Space Odyssey', 1968],
    ['1917.mp4', ['Phim'], '1917', null],
  ])('%s is a film', (name, folders, title, year) => {
    expect(readFileName(name, folders)).toEqual({ kind: 'film', title, year })
  })

  it.each([
    ['The.Show.S01E02.720p.mkv', [], 'The Show', null, 1, 2, null],
    ['Hẻm Cụt 88 (2023) - S02E01 - Cánh cửa.mkv', [], 'Hẻm Cụt 88', 2023, 2, 1, 'Cánh cửa'],
    ['hem-cut-88.S02E01.mkv', [], 'Hem cut 88', null, 2, 1, null],
    ['Show.1x05.mkv', [], 'Show', null, 1, 5, null],
    ['Hẻm Cụt T1 Tập 02.mp4', [], 'Hẻm Cụt', null, 1, 2, null],
    ['S01E03.mkv', ['Phim', 'Hẻm Cụt 88'], 'Hẻm Cụt 88', null, 1, 3, null],
    ['S01E03.mkv', ['Hẻm Cụt 88', 'Season 1'], 'Hẻm Cụt 88', null, 1, 3, null],
    ['Tập 03 - Cánh cửa.mkv', ['Hẻm Cụt 88', 'Mùa 2'], 'Hẻm Cụt 88', null, 2, 3, 'Cánh cửa'],
    ['04 Can gac.mp4', ['Hẻm Cụt 88 (2023)', 'Season 01'], 'Hẻm Cụt 88', 2023, 1, 4, 'Can gac'],
  ])('%s is an episode', (name, folders, title, year, season, episode, episodeTitle) => {
    const series = { title, year }
    expect(readFileName(name, folders)).toEqual({ kind: 'episode', series, season, episode, episodeTitle })
  })

  it('takes no number within a word or a year for an episode', () => {
    for (const name of ['Se7en.1995.mkv', 'x264 test.mp4', 'Apollo 13.mkv'])
      expect(readFileName(name).kind).toBe('film')
  })
})
