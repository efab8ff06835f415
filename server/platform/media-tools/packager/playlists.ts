/** Reading and finishing HLS playlists (RFC 8216) as Shaka Packager and ffmpeg write them. */

export interface Segment {
  durationS: number
  uri: string
  offset: number
  length: number | null
}

export interface MediaPlaylist {
  targetDurationS: number
  map: { uri: string; offset: number; length: number | null } | null
  segments: Segment[]
  ended: boolean
}

export interface Variant {
  uri: string
  bandwidth: number
  averageBandwidth: number | null
  width: number
  height: number
  codecs: string
  /** The group of its sound, null when it names none. */
  audioGroup: string | null
  frameRate: number | null
}

export interface MediaRendition {
  type: string
  groupId: string
  uri: string
  name: string
  language: string
  channels: number | null
  isDefault: boolean
  forced: boolean
}

export interface MasterPlaylist {
  variants: Variant[]
  renditions: MediaRendition[]
  iframeUris: string[]
}

/** Reads a media playlist; byte ranges without an offset follow on from the one before. */
export function parseMediaPlaylist(text: string): MediaPlaylist {
  const playlist: MediaPlaylist = { targetDurationS: 0, map: null, segments: [], ended: false }
  let durationS = 0
  let range: { offset: number | null; length: number } | null = null
  let next = 0
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('#EXT-X-TARGETDURATION:')) playlist.targetDurationS = Number(valueOf(line))
    else if (line.startsWith('#EXT-X-MAP:')) playlist.map = parseMap(valueOf(line))
    else if (line.startsWith('#EXTINF:')) durationS = Number.parseFloat(valueOf(line))
    else if (line.startsWith('#EXT-X-BYTERANGE:')) range = parseRange(valueOf(line))
    else if (line.startsWith('#EXT-X-ENDLIST')) playlist.ended = true
    else if (line !== '' && !line.startsWith('#')) {
      const offset = range ? (range.offset ?? next) : 0
      playlist.segments.push({ durationS, uri: line, offset, length: range?.length ?? null })
      next = offset + (range?.length ?? 0)
      range = null
    }
  }
  return playlist
}

/** Reads a master playlist: its variants in the order listed, its sound and subtitle renditions. */
export function parseMasterPlaylist(text: string): MasterPlaylist {
  const master: MasterPlaylist = { variants: [], renditions: [], iframeUris: [] }
  let pending: Map<string, string> | null = null
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('#EXT-X-STREAM-INF:')) pending = parseAttributes(valueOf(line))
    else if (line.startsWith('#EXT-X-MEDIA:'))
      master.renditions.push(readRendition(parseAttributes(valueOf(line))))
    else if (line.startsWith('#EXT-X-I-FRAME-STREAM-INF:'))
      master.iframeUris.push(parseAttributes(valueOf(line)).get('URI') ?? '')
    else if (pending && line !== '' && !line.startsWith('#')) {
      master.variants.push(readVariant(pending, line))
      pending = null
    }
  }
  return master
}

/** Attribute lists of HLS: names to values, quotes removed. */
function parseAttributes(list: string): Map<string, string> {
  const attributes = new Map<string, string>()
  for (const [, name, quoted, bare] of list.matchAll(/([A-Z0-9-]+)=(?:"([^"]*)"|([^,]*))/g)) {
    if (name) attributes.set(name, quoted ?? bare ?? '')
  }
  return attributes
}

function readVariant(attributes: Map<string, string>, uri: string): Variant {
  const [width, height] = (attributes.get('RESOLUTION') ?? '').split('x').map(Number)
  const average = attributes.get('AVERAGE-BANDWIDTH')
  const frameRate = attributes.get('FRAME-RATE')
  return {
    uri,
    bandwidth: Number(attributes.get('BANDWIDTH') ?? 0),
    averageBandwidth: average ? Number(average) : null,
    width: width ?? 0,
    height: height ?? 0,
    codecs: attributes.get('CODECS') ?? '',
    audioGroup: attributes.get('AUDIO') ?? null,
    frameRate: frameRate ? Number(frameRate) : null,
  }
}

function readRendition(attributes: Map<string, string>): MediaRendition {
  return {
    type: attributes.get('TYPE') ?? '',
    groupId: attributes.get('GROUP-ID') ?? '',
    uri: attributes.get('URI') ?? '',
    name: attributes.get('NAME') ?? '',
    language: attributes.get('LANGUAGE') ?? 'und',
    channels: Number(attributes.get('CHANNELS') ?? 0) || null,
    isDefault: attributes.get('DEFAULT') === 'YES',
    forced: attributes.get('FORCED') === 'YES',
  }
}

function parseMap(list: string): MediaPlaylist['map'] {
  const attributes = parseAttributes(list)
  const range = attributes.get('BYTERANGE')
  const parsed = range ? parseRange(range) : null
  return { uri: attributes.get('URI') ?? '', offset: parsed?.offset ?? 0, length: parsed?.length ?? null }
}

function parseRange(text: string): { offset: number | null; length: number } {
  const [length, offset] = text.split('@').map(Number)
  return { length: length ?? 0, offset: offset ?? null }
}

function valueOf(line: string): string {
  return line.slice(line.indexOf(':') + 1)
}
