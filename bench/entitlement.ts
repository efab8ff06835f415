import { defineBench, wholeNumber } from './support/define-bench.ts'
import { startInstance } from './support/production.ts'
import { median, percentile } from './support/statistics.ts'

const mostP95Ms = 1
const warmUps = 300
/** As a house of some years has them: most accounts hold a handful, many of them over. */
const rightsEach = 10
const titles = 2000

/** Ten rights an account: films bought and rented, periods of a plan, one of them running, some taken back. */
async function loadRights(count: number): Promise<void> {
  const { connection } = await import('#server/platform/postgres/postgres.ts')
  const { sql } = connection()
  await sql`
    create function bench_uuid(name text) returns uuid language sql immutable as
    $$ select overlay(overlay(md5(name) placing '4' from 13) placing '8' from 17)::uuid $$`
  await sql`
    insert into entitlements (account_id, scope, title_id, reason, source, starts_at, ends_at, max_streams, max_height,
      granted_by, created_at, revoked_at, revoke_reason)
    select bench_uuid('account ' || (n / ${rightsEach}::int)),
      case when n % 10 < 7 then 'title' else 'catalogue' end,
      case when n % 10 < 7 then bench_uuid('title ' || ((n * 7919::bigint) % ${titles}::int)) end,
      case when n % 10 < 5 then 'purchase' when n % 10 < 7 then 'rental' else 'subscription' end,
      'bench:' || n,
      now() - (n % 10) * interval '30 days',
      case when n % 10 < 5 then null else now() + (8 - n % 10) * interval '30 days' end,
      4, case when n % 3 = 0 then 720 end, 'system:bench', now(),
      case when n % 50 = 0 then now() end, case when n % 50 = 0 then 'refund' end
    from generate_series(0, ${count - 1}::int) as n`
  await sql`vacuum analyze entitlements`
}

/** How PostgreSQL finds them: the kinds of the steps of its plan for what `standingRights` asks. */
async function explain(accountId: string, titleId: string): Promise<string[]> {
  const { connection } = await import('#server/platform/postgres/postgres.ts')
  const plan = await connection().sql`
    explain (format json) select * from entitlements
    where account_id = ${accountId} and (title_id is null or title_id = ${titleId}) and revoked_at is null`
  return [...JSON.stringify(plan).matchAll(/"Node Type":"([^"]+)"/g)].flatMap(([, kind]) => kind ?? [])
}

export default defineBench({
  about: 'whether an account may watch a title, among a million rights: asked of the database, and believed',
  options: {
    rights: { default: '1000000', about: 'how many rights there are' },
    checks: { default: '5000', about: 'checks of each kind, one after the other' },
  },
  async run(context) {
    const { options, measure, report } = context
    const count = wholeNumber(options, 'rights', rightsEach)
    const checks = wholeNumber(options, 'checks')
    await startInstance(context, { applications: [] })
    const { systemContext } = await import('#server/platform/context/context.ts')
    const { findRight, recallRight } = await import('#server/domains/entitlements/index.ts')
    const { connection } = await import('#server/platform/postgres/postgres.ts')
    const { createHash } = await import('node:crypto')
    await report.step(`${count} rights`, () => loadRights(count))
    const uuidOf = (text: string): string =>
      createHash('md5')
        .update(text)
        .digest('hex')
        .replace(/^(.{8})(.{4}).(.{3}).(.{3})/, '$1-$2-4$3-8$4-')
    const house = systemContext('bench')
    const accounts = Math.floor(count / rightsEach)
    const asked = (index: number) => ({
      accountId: uuidOf(`account ${(index * 104_729) % accounts}`),
      titleId: uuidOf(`title ${(index * 31) % titles}`),
      kind: 'film' as const,
    })
    const { sql } = connection()
    const kinds = {
      checked: (index: number) => findRight(house, asked(index)),
      bare: () => sql`select 1`,
      // A player that goes on: few accounts, each time the same film.
      believed: (index: number) => recallRight(house, asked(index % 100)),
    }
    const taken: Record<keyof typeof kinds, number[]> = { checked: [], bare: [], believed: [] }
    let held = 0
    for (let index = 0; index < checks + warmUps; index++) {
      for (const kind of ['checked', 'bare', 'believed'] as const) {
        const from = performance.now()
        const answer = await kinds[kind](index)
        if (index >= warmUps) taken[kind].push(performance.now() - from)
        if (kind === 'checked' && answer && index >= warmUps) held += 1
      }
    }
    const first = asked(1)
    const steps = await explain(first.accountId, first.titleId)
    const more = { rights: count, checks, held, steps, indexed: !steps.includes('Seq Scan') }
    const judge = (p95: number) => ({ goal: `at most ${mostP95Ms} ms`, met: p95 <= mostP95Ms })
    const p95 = percentile(taken.checked, 0.95)
    measure({
      name: 'entitlement/p95',
      value: p95,
      unit: 'ms',
      floor: percentile(taken.bare, 0.95),
      more: {
        ...judge(p95),
        median: Number(median(taken.checked).toFixed(3)),
        floorMedian: Number(median(taken.bare).toFixed(3)),
        ...more,
      },
    })
    const believed = percentile(taken.believed, 0.95)
    measure({
      name: 'entitlement/believed-p95',
      value: believed,
      unit: 'ms',
      floor: percentile(taken.bare, 0.95),
      more: { ...judge(believed), median: Number(median(taken.believed).toFixed(4)) },
    })
  },
})
