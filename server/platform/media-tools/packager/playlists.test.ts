import { describe, expect, it } from 'vitest'
import { finishMaster } from './finish-manifests.ts'
import { parseMasterPlaylist, parseMediaPlaylist } from './playlists.ts'
import { nameTracks } from './track-names.ts'

const variant = (bandwidth: number, name: string): string =>
  `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},AVERAGE-BANDWIDTH=${bandwidth - 1},CODECS="avc1.64001e,mp4a.40.2",RESOLUTION=640x360,AUDIO="audio"\n${name}.m3u8`
const sound = (name: string, isDefault: string): string =>
  `#EXT-X-MEDIA:TYPE=AUDIO,URI="${name}.m3u8",GROUP-ID="audio",LANGUAGE="vi",NAME="${name}",DEFAULT=${isDefault},AUTOSELECT=YES`
const master = [
  '#EXTM3U',
  '#EXT-X-MEDIA:TYPE=AUDIO,URI="audio-0-vi.m3u8",GROUP-ID="audio",LANGUAGE="vi",NAME="A",DEFAULT=YES,AUTOSELECT=YES',
  '#EXT-X-MEDIA:TYPE=AUDIO,URI="audio-1-vi.m3u8",GROUP-ID="audio",LANGUAGE="vi",NAME="B",DEFAULT=YES,AUTOSELECT=YES',
  '#EXT-X-MEDIA:TYPE=SUBTITLES,URI="text-0-vi.m3u8",GROUP-ID="text",LANGUAGE="vi",NAME="C",DEFAULT=YES,AUTOSELECT=YES',
  variant(600_000, 'low'),
  variant(950_000, 'middle'),
  variant(2_900_000, 'high'),
  '#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI="low-iframe.m3u8"',
].join('\n\n')

describe('finishMaster', () => {
  const finished = parseMasterPlaylist(finishMaster(master, [sound('A', 'NO'), sound('B', 'YES')]))

  it('lists the best variant of at most 1 Mbps first', () => {
    expect(finished.variants.map(({ uri }) => uri)).toEqual(['middle.m3u8', 'low.m3u8', 'high.m3u8'])
  })

  it('lists sound and subtitles as given and no others', () => {
    expect(finished.renditions.map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ['A', false],
      ['B', true],
    ])
  })

  it('lists variants with 5.1 after those in stereo', () => {
    const surround = variant(700_000, 'low').replace('AUDIO="audio"', 'AUDIO="surround"')
    const { variants } = parseMasterPlaylist(finishMaster(`${surround}\n${master}`, []))
    expect(variants.map(({ audioGroup }) => audioGroup)).toEqual(['audio', 'audio', 'audio', 'surround'])
  })

  it('keeps the I-frame playlists', () => {
    expect(finished.iframeUris).toEqual(['low-iframe.m3u8'])
  })
})

describe('parseMediaPlaylist', () => {
  it('follows byte ranges on from one another', () => {
    const { segments, map, ended } = parseMediaPlaylist(
      '#EXTM3U\n#EXT-X-MAP:URI="v.mp4",BYTERANGE="876@0"\n#EXTINF:4.000,\n#EXT-X-BYTERANGE:100@1004\nv.mp4\n#EXTINF:2.5,\n#EXT-X-BYTERANGE:50\nv.mp4\n#EXT-X-ENDLIST',
    )
    expect(segments.map(({ durationS, offset, length }) => [durationS, offset, length])).toEqual([
      [4, 1004, 100],
      [2.5, 1104, 50],
    ])
    expect(map).toEqual({ uri: 'v.mp4', offset: 0, length: 876 })
    expect(ended).toBe(true)
  })
})

describe('nameTracks', () => {
  it('names by title, then language, no two alike, and nothing a manifest could trip over', () => {
    const tracks = [
      { language: 'vi', title: null },
      { language: 'vi', title: null },
      { language: 'en', title: 'Commentary, "uncut"=1' },
      { language: 'en', title: null },
    ]
    expect(nameTracks(tracks)).toEqual(['Tiếng Việt', 'Tiếng Việt 2', 'Commentary uncut 1', 'English'])
  })
})
