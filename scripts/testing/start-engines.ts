// Vitest's global set-up of the project `engines`: the engines that take minutes to build, once for all files.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { terminalReport } from '../services/report.ts'
import { startStripeMock } from '../services/stripe-mock.ts'
import { startVersitygw } from '../services/versitygw.ts'

/** Addresses and keys of the engines. */
export interface Engines {
  s3: { endpoint: string; accessKeyId: string; secretAccessKey: string; region: string; bucket: string }
  /** Address of the program that checks calls against Stripe's own document. */
  stripeMock: string
}

declare module 'vitest' {
  interface ProvidedContext {
    engines: Engines
  }
}

export default async function startEngines(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'marquee-engines-'))
  const place = { region: 'eu-central-1', bucket: 'films' }
  const s3 = await terminalReport.step('S3 (versitygw; the first build takes minutes)', () =>
    startVersitygw(folder, place.region, place.bucket),
  )
  const stripeMock = await terminalReport.step('stripe-mock', () => startStripeMock(folder))
  const { endpoint, accessKeyId, secretAccessKey } = s3
  project.provide('engines', {
    s3: { endpoint, accessKeyId, secretAccessKey, ...place },
    stripeMock: stripeMock.url,
  })
  return async () => {
    await stripeMock.process.stop()
    await s3.process.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
