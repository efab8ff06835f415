import { describe, expect, it } from 'vitest'
import { titleFromFileName } from './title-from-file-name.ts'

describe('titleFromFileName', () => {
  it.each([
    ['tam-bao-master.mov', 'Tam bao', null],
    ['Đêm Tâm Bão.mp4', 'Đêm Tâm Bão', null],
    ['nuoc.co.thu.chin.2024.1080p.x264.mkv', 'Nuoc co thu chin', 2024],
    ['Big_Buck_Bunny (2008) [WEB-DL].mp4', 'Big Buck Bunny', 2008],
    ['1917.mp4', '1917', null],
    ['1080p.mp4', '1080p', null],
    ['C:\\phim\\ve-sau.mp4', 'Ve sau', null],
    ['phim khong duoi', 'Phim khong duoi', null],
  ])('%s', (fileName, title, year) => {
    expect(titleFromFileName(fileName)).toEqual({ title, year })
  })

  it('joins the accents that a Mac writes apart', () => {
    expect(titleFromFileName('Đường.mp4'.normalize('NFD')).title).toBe('Đường')
  })

  it('never gives an empty title', () => {
    expect(titleFromFileName('---.mp4').title).toBe('---')
  })
})
