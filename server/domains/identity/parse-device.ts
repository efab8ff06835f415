import type { DeviceDto } from './schemas.ts'

type Rule = readonly [pattern: RegExp, name: string]

// The order matters: most browsers name those they descend from, and a system those it is built on.
const browsers: readonly Rule[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\b(?:OPR|OPT|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bcoc_coc_browser\//i, 'Cốc Cốc'],
  [/\bYaBrowser\//, 'Yandex'],
  [/\bUCBrowser\//, 'UC Browser'],
  [/\bZalo\b/, 'Zalo'],
  [/\b(?:FBAN|FBAV)\b/, 'Facebook'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
]

const systems: readonly Rule[] = [
  [/\bTizen\b/, 'Tizen'],
  [/\b(?:Web0S|webOS)\b/i, 'webOS'],
  [/\b(?:AppleTV|tvOS)\b/, 'tvOS'],
  [/\bRoku\b/, 'Roku'],
  [/\bPlayStation\b/, 'PlayStation'],
  [/\bXbox\b/, 'Xbox'],
  [/\bAndroid TV\b|\bAndroid\b.*\b(?:TV|BRAVIA|AFT[A-Z]+|SHIELD)\b/, 'Android TV'],
  [/\bAndroid\b/, 'Android'],
  [/\biPad\b/, 'iPad'],
  [/\b(?:iPhone|iPod)\b/, 'iPhone'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\b(?:Macintosh|Mac OS X|macOS)\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

const televisions = new Set(['Tizen', 'webOS', 'tvOS', 'Roku', 'PlayStation', 'Xbox', 'Android TV'])

/**
 * Tells a device by its user agent, as well as that can be told (browsers freeze or make up most of it): what it is, its
 * browser and its system. Whatever is none of these is a program, by the name that it gives itself.
 */
export function parseDevice(userAgent: string): DeviceDto {
  const system = nameOf(systems, userAgent)
  const browser = nameOf(browsers, userAgent) ?? programName(userAgent)
  return { kind: kindOf(userAgent, system), browser, system }
}

function kindOf(userAgent: string, system: string | null): DeviceDto['kind'] {
  if ((system !== null && televisions.has(system)) || /\b(?:SMART-TV|SmartTV|HbbTV)\b/i.test(userAgent)) {
    return 'tv'
  }
  if (system === 'iPad' || /\bTablet\b/i.test(userAgent)) return 'tablet'
  // Android's own rule: a phone says Mobile, a tablet does not.
  if (system === 'Android') return /\bMobile\b/.test(userAgent) ? 'phone' : 'tablet'
  if (system === 'iPhone') return 'phone'
  return system === null ? 'program' : 'computer'
}

function nameOf(rules: readonly Rule[], userAgent: string): string | null {
  return rules.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null
}

/** `Marquee-TV/2.1 (…)` calls itself Marquee-TV. */
function programName(userAgent: string): string | null {
  const name = /^([\p{L}\d][\p{L}\d ._-]{0,39}?)(?:\/|$)/u.exec(userAgent)?.[1]
  return name === undefined || name === 'Mozilla' ? null : name
}
