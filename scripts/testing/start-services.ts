// Vitest's global set-up of the project `integration`: services once for all files.
import type { TestProject } from 'vitest/node'
import { terminalReport } from '../services/report.ts'
import { startTestServices, type TestServices } from './test-services.ts'

declare module 'vitest' {
  interface ProvidedContext {
    services: TestServices
  }
}

export default async function startServices(project: TestProject): Promise<() => Promise<void>> {
  const { services, stop } = await startTestServices(terminalReport)
  project.provide('services', services)
  return stop
}
