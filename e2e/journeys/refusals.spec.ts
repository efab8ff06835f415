import { expect, test } from '@playwright/test'
import { askRaw } from '../support/ask-raw.ts'
import { instance } from '../support/instance.ts'
import { signIn } from '../support/sign-in.ts'

const json = { 'content-type': 'application/json' }
const form = { 'content-type': 'multipart/form-data; boundary=x' }
const tenMegabytes = 'x'.repeat(10 * 1024 * 1024)
const cachedRead = { 'content-type': 'text/plain', 'next-action': `c0${'0'.repeat(40)}` }

test('whatever is refused is a problem with a code and a request id, and tells no more', async () => {
  const asked = [
    ['/api/me', { method: 'DELETE' }, 405, 'address.method-refused'],
    ['/api/me', { method: 'TRACE' }, 405, 'address.method-refused'],
    ['/', { method: 'PROPFIND' }, 405, 'address.method-refused'],
    ['/api/nothing', { method: 'POST' }, 404, 'address.not-found'],
    ['/api/titles/%E0%A4%A/artwork', { method: 'PUT' }, 400, 'address.malformed'],
    ['/api/me?q=%00', {}, 400, 'input.invalid'],
    ['/api/auth/login', { method: 'POST', body: '{}' }, 415, 'input.wrong-type'],
    ['/api/auth/login', { method: 'POST', body: '{"email":', headers: json }, 400, 'input.not-json'],
    [
      '/api/auth/login',
      { method: 'POST', body: `"${'x'.repeat(70_000)}"`, headers: json },
      413,
      'input.too-large',
    ],
    [
      '/api/auth/login',
      { method: 'POST', body: '{"email":"a\\u0000"}', headers: json },
      400,
      'input.invalid',
    ],
    ['/api/auth/login', { method: 'POST', body: '{"email":"\\ud800"}', headers: json }, 400, 'input.invalid'],
    ['/api/webhooks/sepay', { method: 'POST', body: '{}', headers: json }, 401, 'webhook.refused'],
    ['/api/webhooks/sepay', { method: 'POST', body: tenMegabytes, headers: json }, 413, 'input.too-large'],
    ['/api/webhooks/stripe', { method: 'POST', body: tenMegabytes, headers: json }, 413, 'input.too-large'],
    ['/api/me/tracks', { method: 'PUT', body: 'nonsense' }, 401, 'auth.sign-in-required'],
    ['/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } }, 404, 'address.not-found'],
    // What `use cache` makes callable, and what fields of a form would run.
    ['/', { method: 'POST', body: '[]', headers: cachedRead }, 404, 'address.no-action'],
    ['/register', { method: 'POST', body: '--x--', headers: form }, 404, 'address.no-action'],
    ['/api/auth/signin?callbackUrl=http://a:7.elsewhere.example', {}, 400, 'auth.bad-callback'],
    ['/api/auth/signin?callbackUrl=javascript:alert(1)', {}, 400, 'auth.bad-callback'],
  ] as const
  for (const [path, options, status, code] of asked) {
    const { headers, ...answer } = await askRaw(path, options)
    expect([path, answer.status]).toEqual([path, status])
    expect(headers['content-type']).toBe('application/problem+json')
    const problem = JSON.parse(answer.body) as Record<string, unknown>
    expect(problem).toMatchObject({ status, code, requestId: headers['x-request-id'] })
    expect(Object.keys(problem).toSorted()).toEqual([
      'code',
      'params',
      'requestId',
      'status',
      'title',
      'type',
    ])
    if (status === 405) expect(headers.allow).toContain('GET')
  }
})

test('no header of a request opens a door or puts a foreign address into an answer', async () => {
  const forged = {
    'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy',
    'x-forwarded-host': 'elsewhere.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-for': '127.0.0.1',
    forwarded: 'host=elsewhere.example',
    'x-original-url': '/admin',
    'x-rewrite-url': '/admin',
  }
  for (const path of [
    '/',
    '/en',
    '/vi/titles',
    '/admin/jobs',
    '/sign-in?callbackUrl=https://elsewhere.example',
  ]) {
    for (const headers of [forged, { host: 'elsewhere.example' }, { host: 'elsewhere.example', ...forged }]) {
      const answer = await askRaw(path, { headers })
      const { location, link, refresh, 'set-cookie': cookies } = answer.headers
      expect(JSON.stringify({ location, link, refresh, cookies })).not.toContain('elsewhere.example')
      expect(answer.body).not.toMatch(/(?:href|src|action|content)="(?:https?:)?\/\/elsewhere\.example/)
      if (path === '/admin/jobs') expect(answer.body).toContain('url=/sign-in?callbackUrl')
    }
  }
  for (const callbackUrl of ['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example']) {
    const path = `/api/auth/signin?callbackUrl=${encodeURIComponent(callbackUrl)}`
    for (const headers of [
      undefined,
      { 'x-forwarded-host': 'elsewhere.example', host: 'elsewhere.example' },
    ]) {
      const { location } = (await askRaw(path, headers && { headers })).headers
      expect(new URL(String(location ?? '/'), instance.baseUrl).origin).toBe(new URL(instance.baseUrl).origin)
    }
  }
})

test('pages load nothing from elsewhere, are framed by nobody, and work under their policy', async ({
  page,
}) => {
  const blocked: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy|Permissions policy violation/i.test(message.text()))
      blocked.push(message.text())
  })
  await signIn(page, instance.admin)
  for (const path of ['/', '/films', '/admin/titles', '/admin/jobs', '/en/titles/a.b']) {
    const response = await page.goto(path)
    const headers = response?.headers() ?? {}
    expect(headers['content-security-policy']).toMatch(
      /default-src 'self'.*connect-src 'self'.*object-src 'none'.*base-uri 'none'.*frame-ancestors 'none'/,
    )
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin')
    expect(headers['permissions-policy']).toContain('camera=()')
    await page.waitForLoadState('load')
  }
  expect(blocked).toEqual([])
  // The policy bites: a script from elsewhere is not even asked for.
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.src = 'https://elsewhere.example/x.js'
    document.body.append(script)
  })
  await expect.poll(() => blocked.length).toBe(1)
})

test('every text says how it is coded', async () => {
  const page = await askRaw('/')
  const scripts = [...page.body.matchAll(/(?:src|href)="(\/_next\/static\/[^"]+\.(?:js|css))"/g)]
  const files = [...new Set(scripts.map(([, address = '']) => address))]
  expect(files.some((file) => file.endsWith('.js')) && files.some((file) => file.endsWith('.css'))).toBe(true)
  const asked = [
    '/',
    '/en/sign-in',
    '/nothing/here',
    '/admin/titles',
    '/api/auth/signin',
    ...files.slice(0, 8),
  ]
  for (const address of asked) {
    const { headers, body } = await askRaw(address)
    const type = String(headers['content-type']).toLowerCase()
    // What only leads elsewhere has no text that would be coded in any way.
    if (body !== '') expect([address, type]).toEqual([address, expect.stringContaining('charset=utf-8')])
  }
  // JSON is UTF-8 by its own standard (RFC 8259) and takes no such word.
  for (const address of ['/api/health', '/api/nothing', '/api/openapi.json', '/manifest.webmanifest'])
    expect((await askRaw(address)).headers['content-type']).toMatch(/^application\/(?:\w+\+)?json$/)
})
