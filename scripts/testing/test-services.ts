import { mkdtemp, chmod, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { migrateDatabase } from '#db/postgres/migrate.ts'
import { provideMediaPaths, provideSystem, startEmbedded, type Embedded } from '../services/embedded.ts'
import { gatewayTools } from '../services/nginx.ts'
import { removeCluster } from '../services/postgres.ts'
import type { Report } from '../services/report.ts'
import { provideSecrets } from '../services/secrets.ts'

/** Addresses a test file makes its own databases from. */
export interface TestServices {
  /** Folder for files of the tests; removed at the end. */
  folder: string
  /** A database of the server that tests connect to in order to make others. */
  adminUrl: string
  /** Name of the migrated database that every test file's own is cloned from. */
  template: string
  mongoUrl: string
  redisQueueUrl: string
  redisCacheUrl: string
  media: Record<string, string>
}

const template = 'marquee_template'

/** The same server, another database. */
export function databaseAt(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}

async function makeTemplate(adminUrl: string): Promise<void> {
  const { default: postgres } = await import('postgres')
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} })
  try {
    await sql.unsafe(`drop database if exists ${template} with (force)`)
    await sql.unsafe(`create database ${template}`)
  } finally {
    await sql.end({ timeout: 1 })
  }
  await migrateDatabase(databaseAt(adminUrl, template))
}

/** Starts real services on free ports in a temporary folder, for speed instead of safety, and migrates the template. */
export async function startTestServices(
  report: Report,
): Promise<{ services: TestServices; stop: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'marquee-test-'))
  // PostgreSQL may run as a user of its own; what is secret in here has its own mode.
  await chmod(folder, 0o755)
  let embedded: Embedded | undefined
  const stop = async (): Promise<void> => {
    await embedded?.stop()
    await removeCluster(path.join(folder, 'postgres'))
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const mongo = await provideSystem(folder, report, gatewayTools)
    const media = await provideMediaPaths(report)
    const secrets = await provideSecrets(folder)
    embedded = await startEmbedded({ dataDir: folder, secrets, report, durable: false, mongo })
    await makeTemplate(embedded.env.DATABASE_URL)
    const services: TestServices = {
      folder,
      template,
      adminUrl: embedded.env.DATABASE_URL,
      mongoUrl: embedded.env.MONGODB_URL,
      redisQueueUrl: embedded.env.REDIS_QUEUE_URL,
      redisCacheUrl: embedded.env.REDIS_CACHE_URL,
      media: { ...media },
    }
    return { services, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
