import { describe, expect, it } from 'vitest'
import { nameAudioTracks, nameSubtitleTracks, orderByLanguage } from './name-tracks.ts'

const words = {
  originalAudio: 'Bản gốc',
  commentary: 'bình luận',
  described: 'Thuyết minh hình ảnh',
  forced: 'Chỉ lời ngoại ngữ',
  hearingImpaired: 'Cho người khiếm thính',
}
const sound = (language: string, title: string | null, channels = 2, flags: string[] = []) => ({
  language,
  title,
  channels,
  flags,
})

describe('nameAudioTracks', () => {
  it('tells language, title, what it is for and 5.1, no two alike', () => {
    const tracks = [
      sound('vi', null),
      sound('vi', null, 6),
      sound('en', 'Đạo diễn', 2, ['commentary']),
      sound('en', 'English dub'),
      sound('fr', null, 2, ['visual-impaired']),
      sound('und', null),
      sound('und', null),
    ]
    expect(nameAudioTracks(tracks, words)).toEqual([
      'Tiếng Việt',
      'Tiếng Việt 5.1',
      'English · Đạo diễn (bình luận)',
      'English dub',
      'Français (Thuyết minh hình ảnh)',
      'Bản gốc',
      'Bản gốc 2',
    ])
  })
})

describe('nameSubtitleTracks', () => {
  it('tells forced ones and those for the hearing impaired', () => {
    const text = { language: 'vi', title: null, forced: false, hearingImpaired: false }
    const tracks = [text, { ...text, forced: true }, { ...text, hearingImpaired: true }]
    expect(nameSubtitleTracks(tracks, words)).toEqual([
      'Tiếng Việt',
      'Tiếng Việt (Chỉ lời ngoại ngữ)',
      'Tiếng Việt (Cho người khiếm thính)',
    ])
  })
})

describe('orderByLanguage', () => {
  it('puts the 5.1 sound beside the stereo of its language and keeps the order otherwise', () => {
    const tracks = ['vi', 'en', 'vi', 'fr', 'en'].map((language) => ({ language }))
    expect(orderByLanguage(tracks)).toEqual([0, 2, 1, 4, 3])
  })
})
