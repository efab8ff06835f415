import { beforeAll, describe, expect, it, vi } from 'vitest'
import { findRoutes } from '#scripts/list-routes.ts'
import { addresses } from '#server/http/addresses.ts'
import { addressOf, routeMethods, specOf, undocumented } from '#server/http/openapi/describe-modules.ts'
import { GET } from './route.ts'
import { routeModules } from './route-modules.ts'

vi.mock('#server/http/limit-caller.ts', () => ({ limitCaller: async () => null }))

type Operation = { responses: Record<string, unknown>; parameters?: { in: string; name: string }[] }
let paths: Record<string, Record<string, Operation>>

beforeAll(async () => {
  for (const name of ['DATABASE_URL', 'MONGODB_URL', 'REDIS_QUEUE_URL', 'REDIS_CACHE_URL', 'STORAGE_URL'])
    vi.stubEnv(name, 'unused://')
  for (const name of ['AUTH_SECRET', 'SIGNING_SECRET']) vi.stubEnv(name, 'x'.repeat(32))
  const request = new Request('http://localhost/api/openapi.json')
  const response = await GET(request, { params: Promise.resolve({}) })
  paths = ((await response.json()) as { paths: typeof paths }).paths
}, 60_000)

describe('the document', () => {
  it.each(findRoutes())(
    'knows $pattern, every method of it',
    async ({ pattern, file, methods }) => {
      expect(
        methods.length,
        `${file} exports no method in a way that scripts/list-routes.ts reads`,
      ).toBeGreaterThan(0)
      expect(addresses[pattern], 'run node scripts/list-routes.ts').toEqual(methods)
      const load = (routeModules as Record<string, () => Promise<Record<string, unknown>>>)[pattern]
      const exported: Record<string, unknown> =
        pattern === '/api/openapi.json' ? { GET } : ((await load?.()) ?? {})
      expect(
        routeMethods.filter((method) => method in exported),
        'run node scripts/list-routes.ts',
      ).toEqual(methods)
      for (const method of methods) {
        const spec = specOf(exported[method])
        expect(spec, `${method} ${pattern} states nothing: make it with route()`).not.toBeNull()
        if (pattern in undocumented) continue
        const address = spec?.address ?? addressOf(pattern)
        expect(paths[address]?.[method.toLowerCase()], `${method} ${address}`).toBeDefined()
      }
    },
    60_000,
  )

  it('lists no route that is gone', () => {
    const found = findRoutes().map(({ pattern }) => pattern)
    expect(Object.keys(addresses).toSorted()).toEqual(found.toSorted())
    expect(Object.keys(undocumented).filter((pattern) => !found.includes(pattern))).toEqual([])
  })

  it('says of each operation what it answers, and names each part of its address', () => {
    for (const [address, operations] of Object.entries(paths)) {
      const parts = [...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      for (const operation of Object.values(operations)) {
        expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['400', '429']))
        const named =
          operation.parameters?.filter((each) => each.in === 'path').map((each) => each.name) ?? []
        expect(named).toEqual(parts)
      }
    }
  })
})
