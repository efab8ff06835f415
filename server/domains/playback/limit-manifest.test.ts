import { expect, it } from 'vitest'
import { isTallerThan, limitManifest, limitOf } from './limit-manifest.ts'

it.each([
  [null, null],
  [2160, null],
  [1080, null],
  [800, 720],
  [720, 720],
  [144, 240],
])('a right to %s lines of 240, 720 and 1080 is a limit of %s', (maxHeight, limit) => {
  expect(limitOf([240, 1080, 720], maxHeight)).toBe(limit)
})

it.each([
  ['media/a/b/1/video-1080p.mp4', true],
  ['media/a/b/1/video-1080p-iframe.m3u8', true],
  ['video-1080p.m3u8', true],
  ['media/video-1080p/b/1/video-720p.mp4', false],
  ['media/a/b/1/trick-240p.mp4', false],
  ['media/a/b/1/audio-0-vi.mp4', false],
  ['media/a/b/1/storyboard/1080.webp', false],
])('%s is taller than 720 lines: %s', (key, isTaller) => {
  expect(isTallerThan(key, 720)).toBe(isTaller)
})

const master = `#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,URI="audio-0-vi.m3u8",GROUP-ID="audio",LANGUAGE="vi",NAME="Tiếng Việt"
#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=1280x720,AUDIO="audio"
video-720p.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=2,RESOLUTION=1920x804,AUDIO="audio"
video-1080p.m3u8
#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,RESOLUTION=1280x720,URI="video-720p-iframe.m3u8"
#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=2,RESOLUTION=1920x804,URI="video-1080p-iframe.m3u8"
`
const description = `<MPD><Period id="0">
    <AdaptationSet id="2" contentType="video" maxWidth="1920" maxHeight="804" par="16:9">
      <Representation id="0" width="1280" height="720">
        <BaseURL>video-720p.mp4</BaseURL>
      </Representation>
      <Representation id="1" width="1920" height="804">
        <BaseURL>video-1080p.mp4</BaseURL>
      </Representation>
    </AdaptationSet>
    <AdaptationSet id="1" contentType="audio">
      <Representation id="4"><BaseURL>audio-0-vi.mp4</BaseURL></Representation>
    </AdaptationSet>
  </Period></MPD>
`

it('an HLS playlist keeps its sound and what is low enough, trick play too', () => {
  const lines = master.split('\n')
  const lower = lines.filter((line) => !/1080|1920/.test(line)).join('\n')
  expect(limitManifest(master, 720)).toBe(lower)
  expect(limitManifest(master, 1080)).toBe(master)
  const media = '#EXTM3U\n#EXT-X-MAP:URI="video-720p.mp4",BYTERANGE="9@0"\n#EXTINF:2,\nvideo-720p.mp4\n'
  expect(limitManifest(media, 720)).toBe(media)
})

it('a DASH manifest names no taller picture, and no size of one', () => {
  const limited = limitManifest(description, 720)
  expect(limited).toContain('video-720p.mp4')
  expect(limited).toContain('audio-0-vi.mp4')
  expect(limited).not.toMatch(/1080|1920|804/)
  expect(limited.match(/<Representation\b/g)).toHaveLength(2)
  expect(limited.match(/<\/Representation>/g)).toHaveLength(2)
})
