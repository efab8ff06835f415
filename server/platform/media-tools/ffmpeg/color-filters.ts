import type { ProbedVideo, Rung } from '../port.ts'

/** HDR reference white (ITU-R BT.2408): what diffuse white is mastered at, and what becomes bright but not clipped in SDR. */
const REFERENCE_WHITE_NITS = 203
/** What most films are mastered to where the file does not say. */
const USUAL_PEAK_NITS = 1000

const HDR_TRANSFERS = new Set(['smpte2084', 'arib-std-b67'])
const WIDE_PRIMARIES = new Set(['bt2020', 'smpte431', 'smpte432', 'smpte428', 'film'])
const BT601_MATRICES = new Set(['bt470bg', 'smpte170m', 'fcc', 'smpte240m'])
/** Standard definition ends here; an untagged picture up to it is BT.601, a larger one BT.709, as players guess too. */
const SD_MAX = { width: 1024, height: 576 }

type Picture = Pick<ProbedVideo, 'color' | 'pixelFormat' | 'codedWidth' | 'codedHeight'>

/** True for a picture that is tone-mapped: PQ (HDR10, Dolby Vision's base) and HLG. */
export function isHdr({ color }: Pick<ProbedVideo, 'color'>): boolean {
  return color.transfer !== null && HDR_TRANSFERS.has(color.transfer)
}

/** Options of `scale` from a rung's colours to those that a WebP always has. */
export const webpColor = 'in_color_matrix=bt709:out_color_matrix=bt601'

/**
 * The filters that make a source's picture BT.709 with limited range, as every rung is and says it is. What costs most
 * (HDR and wide gamut) is done at the size of the largest rung; BT.601 and full range are turned by the numbers alone.
 */
export function colorFilters(video: Picture, largest: Pick<Rung, 'width' | 'height'>): string[] {
  return [...convertColor(video, largest), tagColor(video)]
}

function convertColor(video: Picture, largest: Pick<Rung, 'width' | 'height'>): string[] {
  if (isHdr(video)) return toneMap(video, largest)
  if (/^(rgb|bgr|gbr|argb|abgr|0rgb|0bgr|pal8|x2rgb|x2bgr)/.test(video.pixelFormat)) {
    return ['scale=out_color_matrix=bt709:out_range=limited', 'format=yuv444p']
  }
  const { color } = video
  if (color.primaries !== null && WIDE_PRIMARIES.has(color.primaries)) {
    return [
      `zscale=${describeInput(video)}:w=${largest.width}:h=${largest.height}:p=709:t=709:m=709:r=limited`,
    ]
  }
  const matrix = matrixOf(video)
  if (matrix === 'bt709' && color.range !== 'full') return []
  const range = color.range === 'full' ? 'pc' : 'tv'
  return [
    `colorspace=ispace=${matrix}:irange=${range}:iprimaries=bt709:itrc=bt709:space=bt709:range=tv:primaries=bt709:trc=bt709:fast=1`,
  ]
}

// Linear light with 1.0 at reference white, gamut first, then highlights rolled off so that shadows and faces stay as they were.
function toneMap(video: Picture, { width, height }: Pick<Rung, 'width' | 'height'>): string[] {
  const peak = ((video.color.peakNits ?? USUAL_PEAK_NITS) / REFERENCE_WHITE_NITS).toFixed(3)
  return [
    `zscale=${describeInput(video)}:w=${width}:h=${height}:t=linear:npl=${REFERENCE_WHITE_NITS}`,
    'format=gbrpf32le',
    'zscale=p=709',
    `tonemap=tonemap=mobius:desat=0:peak=${peak}`,
    'zscale=t=709:m=709:r=limited',
    'format=yuv420p',
  ]
}

// Files often leave out one of the four, and zscale refuses what it is not told; it knows ffprobe's names.
function describeInput({ color }: Picture): string {
  const matrix = color.matrix === null || color.matrix === 'gbr' ? 'bt2020nc' : color.matrix
  return [
    `tin=${color.transfer ?? 'bt709'}`,
    `pin=${color.primaries ?? 'bt2020'}`,
    `min=${matrix}`,
    `rin=${color.range ?? 'limited'}`,
  ].join(':')
}

function matrixOf({ color, codedWidth, codedHeight }: Picture): string {
  if (color.matrix !== null && BT601_MATRICES.has(color.matrix)) return color.matrix
  if (color.matrix !== null) return 'bt709'
  const isSmall =
    Math.max(codedWidth, codedHeight) <= SD_MAX.width && Math.min(codedWidth, codedHeight) <= SD_MAX.height
  return isSmall ? 'smpte170m' : 'bt709'
}

// The primaries of BT.601 are kept and told: they differ from BT.709's by less than anybody sees.
function tagColor({ color }: Picture): string {
  const kept = color.primaries === 'bt470bg' || color.primaries === 'smpte170m'
  const primaries = kept ? color.primaries : 'bt709'
  return `setparams=color_primaries=${primaries}:color_trc=bt709:colorspace=bt709:range=limited`
}
