import { describe, expect, it } from 'vitest'
import { chooseInitialSubtitles, firstSubtitle, forcedSubtitle } from './choose-subtitles.ts'

const text = (name: string, language: string, more: { isDefault?: boolean; forced?: boolean } = {}) => ({
  name,
  language,
  title: null,
  isDefault: false,
  forced: false,
  hearingImpaired: false,
  url: `/${name}.vtt`,
  ...more,
})
const sound = (language: string) => ({
  name: `audio-${language}`,
  language,
  title: null,
  channels: 2,
  isDefault: true,
  flags: [],
  loudness: null,
})
const likes = (subtitleLanguage: string | null) => ({
  audioLanguage: null,
  subtitleLanguage,
  quality: 'auto' as const,
  autoplayNext: true,
})
const begin = (
  subtitles: ReturnType<typeof text>[],
  kept: string | null = null,
  liked: string | null = null,
) =>
  chooseInitialSubtitles({
    audioTracks: [sound('vi')],
    subtitleTracks: subtitles,
    tracks: { audio: null, subtitles: kept },
    preferences: likes(liked),
  })

describe('subtitles at the start', () => {
  it('are what the profile likes to read, unless something was chosen in the title', () => {
    const tracks = [text('a', 'en', { forced: true }), text('b', 'en'), text('c', 'fr', { isDefault: true })]
    expect(begin(tracks, null, 'en-US')).toBe('b')
    expect(begin(tracks, null, 'off')).toBeNull()
    expect(begin(tracks, null, 'ja')).toBe('c')
    expect(begin(tracks, 'c', 'en')).toBe('c')
  })

  it('are the default ones, unless they repeat the language heard', () => {
    expect(begin([text('a', 'vi'), text('b', 'en', { isDefault: true })])).toBe('b')
    expect(begin([text('a', 'vi-VN', { isDefault: true })])).toBeNull()
    expect(begin([text('a', 'en', { isDefault: true, forced: true })])).toBeNull()
  })

  it('are what the viewer chose, off included', () => {
    const tracks = [text('a', 'vi'), text('b', 'en', { isDefault: true })]
    expect(begin(tracks, 'a')).toBe('a')
    expect(begin(tracks, 'off')).toBeNull()
  })
})

describe('subtitles turned on', () => {
  it('are the default ones, else the first whole ones', () => {
    expect(firstSubtitle([text('a', 'vi', { forced: true }), text('b', 'en')])).toBe('b')
    expect(firstSubtitle([text('a', 'vi'), text('b', 'en', { isDefault: true })])).toBe('b')
    expect(firstSubtitle([])).toBeNull()
  })
})

describe('forced subtitles', () => {
  it('follow the language heard', () => {
    const tracks = [text('a', 'en', { forced: true }), text('b', 'vi', { forced: true }), text('c', 'vi')]
    expect(forcedSubtitle(tracks, 'vi')).toBe('b')
    expect(forcedSubtitle(tracks, 'en-US')).toBe('a')
    expect(forcedSubtitle(tracks, 'fr')).toBeNull()
  })
})
