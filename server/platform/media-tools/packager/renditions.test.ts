import { describe, expect, it } from 'vitest'
import { judgeTracks } from '../check/judge.ts'
import type { AudioPlan, ExtractedSubtitle, Ladder } from '../port.ts'
import { parseMasterPlaylist } from './playlists.ts'
import { writeRenditions } from './renditions.ts'

const sound = (name: string, language: string, more: Partial<AudioPlan> = {}): AudioPlan => ({
  name,
  sourceStreamIndex: 1,
  language,
  title: null,
  channels: 2,
  bitrate: 128_000,
  isDefault: false,
  flags: [],
  loudness: null,
  ...more,
})
const text = (name: string, language: string, more: Partial<ExtractedSubtitle> = {}): ExtractedSubtitle => ({
  name,
  file: `/${name}.vtt`,
  language,
  title: null,
  isDefault: false,
  forced: false,
  hearingImpaired: false,
  ...more,
})
const ladder: Ladder = {
  frameRate: { num: 24, den: 1 },
  gopFrames: 48,
  rungs: [],
  audio: [
    sound('audio-0-vi', 'vi', { isDefault: true }),
    sound('audio-0-vi-51', 'vi', { channels: 6 }),
    sound('audio-1-en', 'en', { sourceStreamIndex: 2, flags: ['commentary'] }),
    sound('audio-2-en', 'en', { sourceStreamIndex: 3, flags: ['visual-impaired'] }),
  ],
  subtitles: [],
}
const subtitles = [
  text('text-0-vi', 'vi', { forced: true }),
  text('text-1-en', 'en', { isDefault: true }),
  text('text-2-vi', 'vi', { hearingImpaired: true }),
]
const lines = writeRenditions(ladder, subtitles)
const master = parseMasterPlaylist(lines.join('\n'))

describe('writeRenditions', () => {
  it('lists all sound in stereo, and again with 5.1 in place of stereo, one default in each', () => {
    expect(
      master.renditions
        .filter(({ type }) => type === 'AUDIO')
        .map(({ groupId, uri, name, channels, isDefault }) => [groupId, uri, name, channels, isDefault]),
    ).toEqual([
      ['audio', 'audio-0-vi.m3u8', 'Tiếng Việt', 2, true],
      ['audio', 'audio-1-en.m3u8', 'English', 2, false],
      ['audio', 'audio-2-en.m3u8', 'English 2', 2, false],
      ['surround', 'audio-0-vi-51.m3u8', 'Tiếng Việt', 6, true],
      ['surround', 'audio-1-en.m3u8', 'English', 2, false],
      ['surround', 'audio-2-en.m3u8', 'English 2', 2, false],
    ])
  })

  it('lets no player choose a commentary by itself, and names a description of the picture', () => {
    expect(lines[1]).toContain('AUTOSELECT=NO')
    expect(lines[2]).toContain('AUTOSELECT=YES,CHARACTERISTICS="public.accessibility.describes-video"')
  })

  it('tells forced, default and accessible subtitles', () => {
    expect(lines.slice(6).map((line) => /DEFAULT.*/.exec(line)?.[0])).toEqual([
      'DEFAULT=NO,AUTOSELECT=YES,FORCED=YES',
      'DEFAULT=YES,AUTOSELECT=YES,FORCED=NO',
      'DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,CHARACTERISTICS="public.accessibility.transcribes-spoken-dialog;public.accessibility.describes-music-and-sound"',
    ])
  })
})

describe('judgeTracks', () => {
  it('has nothing to say of what is as planned', () => {
    expect(judgeTracks(master, ladder, subtitles)).toEqual([])
  })

  it('refuses a lost track, another language and other channels', () => {
    const spoilt = lines
      .filter((line) => !line.includes('text-2-vi'))
      .join('\n')
      .replace('LANGUAGE="en",NAME="English",DEFAULT=NO', 'LANGUAGE="fr",NAME="English",DEFAULT=NO')
      .replace('CHANNELS="6"', 'CHANNELS="2"')
    const findings = judgeTracks(parseMasterPlaylist(spoilt), ladder, subtitles)
    expect(findings.map(({ severity, code, track }) => [severity, code, track])).toEqual([
      ['refuse', 'track-missing', 'audio-1-en'],
      ['refuse', 'track-missing', 'audio-0-vi-51'],
      ['refuse', 'track-missing', 'text-2-vi'],
    ])
  })
})
