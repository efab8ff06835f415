import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import { instance } from './instance.ts'
import { kill, waitForSuccessor, type Killable } from './restart.ts'

/** One write of one process to one table; of runs and events, of one name. */
export type Step = { process: Killable; table: string; operation: 'INSERT' | 'UPDATE'; name: string }

/** All that a payment writes to, the way to its receipt included. */
const tables = [
  'payments',
  'webhook_events',
  'bank_transfers',
  'subscriptions',
  'ledger_entries',
  'ledger_postings',
  'entitlements',
  'audit_entries',
  'outbox',
  'job_runs',
]
/** Runs of the clock: no payment asks for them. */
const byTheClock = /^(sweep|refresh|reconcile|prove|clear|count|keep|remove|rebuild)-/
const gate = 6_006

/**
 * Watches what the processes of the instance write, and holds one of them fast in the middle of a write: triggers that
 * live in a schema of their own until `close`, so that the product knows nothing of it.
 */
export class PaymentSteps {
  private readonly sql: postgres.Sql

  private constructor(sql: postgres.Sql) {
    this.sql = sql
  }

  static async open(): Promise<PaymentSteps> {
    const record = await readFile(path.join(instance.dataDir, 'instance.json'), 'utf8')
    const { DATABASE_URL: url } = JSON.parse(record) as { DATABASE_URL: string }
    const sql = postgres(url, { max: 4, onnotice: () => {} })
    await sql.unsafe(`
      drop schema if exists walk cascade;
      create schema walk;
      create table walk.steps (id serial, process text, table_name text, operation text, name text);
      create function walk.name_of(tab text, made jsonb) returns text language sql as $$
        select coalesce(case tab when 'job_runs' then made ->> 'name' when 'outbox' then made ->> 'type' end, '') $$;
      create function walk.record() returns trigger language plpgsql as $$ begin
        insert into walk.steps (process, table_name, operation, name) values (
          replace(current_setting('application_name'), 'marquee-', ''), tg_table_name, tg_op,
          walk.name_of(tg_table_name, to_jsonb(new)));
        return null;
      end $$;
      create function walk.wait() returns trigger language plpgsql as $$ begin
        if current_setting('application_name') = 'marquee-' || tg_argv[0]
          and walk.name_of(tg_table_name, to_jsonb(new)) = tg_argv[1]
        then perform pg_advisory_xact_lock_shared(${gate}); end if;
        return new;
      end $$;`)
    return new PaymentSteps(sql)
  }

  /** Gives each different write that the work brings about, in the order of their first time. */
  async record(work: () => Promise<unknown>): Promise<Step[]> {
    for (const table of tables)
      await this.sql.unsafe(
        `create trigger walk_record after insert or update on public.${table}
         for each row execute function walk.record()`,
      )
    await work()
    for (const table of tables) await this.sql.unsafe(`drop trigger walk_record on public.${table}`)
    const rows = await this.sql<Step[]>`
      select process, table_name as table, operation, name from walk.steps
      where process in ('web', 'worker')
      group by process, table_name, operation, name order by min(id)`
    return rows.filter(({ name }) => !byTheClock.test(name)).map((row) => ({ ...row }))
  }

  /** Has the process killed in the middle of that write of what `work` brings about, and waits for its successor. */
  async killAt(step: Step, work: () => Promise<unknown>): Promise<void> {
    const holder = await this.sql.reserve()
    await holder`select pg_advisory_lock(${gate})`
    await this.sql.unsafe(
      `create trigger walk_wait before ${step.operation} on public.${step.table}
       for each row execute function walk.wait('${step.process}', '${step.name}')`,
    )
    try {
      const worked = work()
      await this.waitUntilHeld()
      const before = await kill(step.process)
      // The machine is gone, and its half-done transaction with it.
      await this.sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = ${`marquee-${step.process}`}`
      await this.sql.unsafe(`drop trigger walk_wait on public.${step.table}`)
      await holder`select pg_advisory_unlock(${gate})`
      await waitForSuccessor(step.process, before)
      await worked
    } finally {
      await holder`select pg_advisory_unlock_all()`
      holder.release()
      await this.sql.unsafe(`drop trigger if exists walk_wait on public.${step.table}`)
    }
  }

  private async waitUntilHeld(): Promise<void> {
    for (let round = 0; round < 1200; round++) {
      const held = await this.sql`
        select from pg_locks where locktype = 'advisory' and objid = ${gate} and not granted`
      if (held.length > 0) return
      await wait(50)
    }
    throw new Error('No process came to that step within a minute.')
  }

  /** Reads what the payments of these accounts led to. */
  async outcome(accountIds: string[]) {
    const [row] = await this.sql<[Record<string, string | number>]>`
      select
        (select count(*)::int from payments where account_id = any(${accountIds})) as payments,
        (select count(*)::int from payments where account_id = any(${accountIds}) and state = 'settled'
          and received_minor = amount_minor) as settled,
        (select count(*)::int from ledger_entries where account_id = any(${accountIds})
          and source = 'payment.settled') as entries,
        (select coalesce(sum(p.amount_minor), 0)::int from ledger_postings p join ledger_entries e on e.id = p.entry_id
          where e.account_id = any(${accountIds}) and e.source = 'payment.settled' and p.book_account = 'cash') as cash,
        (select count(*)::int from entitlements where account_id = any(${accountIds})
          and revoked_at is null) as rights,
        (select count(*)::int from job_runs where state in ('queued', 'retrying', 'active', 'dead')
          and name !~ ${byTheClock.source}) as unfinished`
    return row
  }

  async close(): Promise<void> {
    await this.sql`drop schema walk cascade`
    await this.sql.end()
  }
}
