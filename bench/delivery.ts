import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gatewayTools, startNginx } from '#scripts/services/nginx.ts'
import { freePort } from '#scripts/services/ports.ts'
import { installPackages, missingPackages } from '#scripts/services/system-tools.ts'
import { defineBench, wholeNumber, type BenchContext } from './support/define-bench.ts'
import { loadTool, requestsPerSecond } from './support/load.ts'
import { startInstance } from './support/production.ts'
import { median } from './support/statistics.ts'

const SIZES = { '64-kb': 65_536, '1-mb': 1_048_576 } as const
type Size = keyof typeof SIZES
const sizes = Object.keys(SIZES) as Size[]

/** Who answers: the floor, the gateway as deployed, the product's own process. */
const SERVERS = ['unchecked', 'nginx', 'web'] as const
type Server = (typeof SERVERS)[number]
/** A round goes there and back, so that what changes steadily meanwhile meets floor and value alike. */
const TURNS: readonly Server[] = ['unchecked', 'nginx', 'web', 'nginx', 'unchecked']

const folderKey = 'media/bench-asset/bench-version/bench-try'

async function startGateway(context: BenchContext, storage: string, checked: boolean): Promise<string> {
  const port = await freePort()
  const nginx = await startNginx({
    folder: path.join(context.folder, checked ? 'nginx' : 'unchecked'),
    port,
    storage,
    signingSecret: process.env.SIGNING_SECRET ?? '',
    checked,
  })
  context.onEnd(() => nginx.stop())
  return `http://127.0.0.1:${port}`
}

/** An unsigned address must open with the floor alone: otherwise the check would not have been measured. */
async function requireChecks(origins: Record<Server, string>, address: string): Promise<void> {
  const altered = address.replace(/^\/s\/./, (start) => (start.endsWith('A') ? '/s/B' : '/s/A'))
  for (const server of SERVERS) {
    const answers = [address, altered].map(async (each) => (await fetch(origins[server] + each)).status)
    const [good, bad] = await Promise.all(answers)
    if (good !== 200 || bad !== (server === 'unchecked' ? 200 : 403))
      throw new Error(`${server} answered ${good} to a good signature and ${bad} to an altered one.`)
  }
}

export default defineBench({
  about: 'signed segments through nginx and through the web process, against nginx without the check',
  options: {
    runs: { default: '5', about: 'rounds; the median counts' },
    seconds: { default: '3', about: 'length of each measurement' },
  },
  async run(context) {
    const { options, measure, report } = context
    const runs = wholeNumber(options, 'runs')
    const seconds = wholeNumber(options, 'seconds')
    await installPackages(await missingPackages([...gatewayTools, loadTool]))
    const instance = await startInstance(context, { applications: ['web'] })
    const playback = await import('#server/domains/playback/index.ts')
    const { storage } = await import('#server/platform/storage/index.ts')
    const addresses = {} as Record<Size, string>
    for (const size of sizes) {
      const key = `${folderKey}/${size}.m4s`
      await storage().put(key, randomBytes(SIZES[size]))
      addresses[size] = playback.signMediaPath(key, { lifetime: 'playback' })
    }
    const files = fileURLToPath(instance.env.STORAGE_URL ?? '')
    const origins: Record<Server, string> = {
      unchecked: await startGateway(context, files, false),
      nginx: await startGateway(context, files, true),
      web: `http://127.0.0.1:${instance.env.PORT}`,
    }
    await requireChecks(origins, addresses['64-kb'])

    const samples = new Map<string, number[]>()
    for (let round = -1; round < runs; round++) {
      for (const size of sizes) {
        const turns = new Map<Server, number[]>()
        for (const server of TURNS) {
          const perSecond = await requestsPerSecond(
            origins[server] + addresses[size],
            round < 0 ? 1 : seconds,
          )
          turns.set(server, [...(turns.get(server) ?? []), perSecond])
        }
        // The round before the first only warms up.
        if (round < 0) continue
        for (const [server, values] of turns) {
          const key = `${size}-${server}`
          const mean = values.reduce((sum, value) => sum + value, 0) / values.length
          samples.set(key, [...(samples.get(key) ?? []), Math.round(mean)])
        }
      }
      if (round >= 0) report.note(`Round ${round + 1} of ${runs} done.`)
    }
    for (const size of sizes) {
      const of = (server: Server): number[] => samples.get(`${size}-${server}`) ?? []
      for (const server of ['nginx', 'web'] as const)
        measure({
          name: `delivery/${size}-${server}`,
          value: median(of(server)),
          unit: 'requests/s',
          floor: median(of('unchecked')),
          ...(server === 'nginx' ? { goal: { atLeast: 0.9 } } : {}),
          more: { samples: of(server), floorSamples: of('unchecked'), load: 'wrk, 1 thread, 16 connections' },
        })
    }
  },
})
