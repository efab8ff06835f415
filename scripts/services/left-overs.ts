import fs from 'node:fs'
import path from 'node:path'
import { endSession, sendSignal, startMarkOf } from './process-table.ts'
import type { PidRecord } from './start-process.ts'

function recordsIn(folder: string): PidRecord[] {
  if (!fs.existsSync(folder)) return []
  return fs
    .readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      try {
        return [JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')) as PidRecord]
      } catch {
        return []
      }
    })
}

const stillRuns = (record: PidRecord): boolean => startMarkOf(record.pid) === record.startMark

async function waitForEnd(record: PidRecord, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs
  while (stillRuns(record)) {
    if (Date.now() > deadline) return false
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return true
}

/** The record of a supervisor that is running on this data, if any. */
export function runningSupervisor(pids: string): PidRecord | undefined {
  return recordsIn(pids).find((record) => record.name === 'supervisor' && stillRuns(record))
}

/** Stops what an earlier, killed start left behind, last started first; gives the names. */
export async function stopLeftOvers(pids: string): Promise<string[]> {
  const records = recordsIn(pids).toSorted((one, other) => other.order - one.order)
  const stopped: string[] = []
  for (const record of records) {
    if (record.name !== 'supervisor' && stillRuns(record)) {
      sendSignal(record.pid, record.stopSignal)
      if (!(await waitForEnd(record, 10_000))) sendSignal(record.pid, 'SIGKILL')
      stopped.push(record.name)
    }
    // A leader that is gone may have left children; one with another start mark is a stranger with a reused pid.
    if (record.name !== 'supervisor' && startMarkOf(record.pid) === undefined) await endSession(record.pid)
    fs.rmSync(path.join(pids, `${record.name}.json`), { force: true })
  }
  return stopped
}
