import { expect, test } from 'vitest'
import { parseDevice } from './parse-device.ts'

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'

test.each([
  [
    `Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/131.0.0.0 Mobile Safari/537.36`,
    'phone',
    'Chrome',
    'Android',
  ],
  [
    `Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/131.0.0.0 Safari/537.36`,
    'tablet',
    'Chrome',
    'Android',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
    'phone',
    'Safari',
    'iPhone',
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0`,
    'computer',
    'Edge',
    'Windows',
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} coc_coc_browser/128.0 Chrome/122.0 Safari/537.36`,
    'computer',
    'Cốc Cốc',
    'Windows',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0', 'computer', 'Firefox', 'Linux'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
    'computer',
    'Safari',
    'macOS',
  ],
  [
    `Mozilla/5.0 (SMART-TV; LINUX; Tizen 7.0) ${webkit} SamsungBrowser/5.0 Chrome/94.0 TV Safari/537.36`,
    'tv',
    'Samsung Internet',
    'Tizen',
  ],
  [`Mozilla/5.0 (Web0S; Linux/SmartTV) ${webkit} Chrome/94.0 Safari/537.36`, 'tv', 'Chrome', 'webOS'],
  [
    `Mozilla/5.0 (Linux; Android 12; BRAVIA 4K) ${webkit} Chrome/120 Safari/537.36`,
    'tv',
    'Chrome',
    'Android TV',
  ],
  ['curl/8.11.0', 'program', 'curl', null],
  ['node', 'program', 'node', null],
  ['', 'program', null, null],
  ['<script>alert(1)</script>', 'program', null, null],
])('%s', (userAgent, kind, browser, system) => {
  expect(parseDevice(userAgent)).toEqual({ kind, browser, system })
})
