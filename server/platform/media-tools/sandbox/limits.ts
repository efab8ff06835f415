import { totalmem } from 'node:os'

/** What one run of a tool may take. */
export interface ToolLimits {
  /** Memory of its own: heap, stacks and private mappings. */
  memoryBytes: number
  /** Over all its threads. */
  cpuSeconds: number
  /** Each file it writes. */
  fileBytes: number
  /** From start to end by the clock; what hangs without working is ended by it. */
  wallMs: number
}

const GIB = 2 ** 30
const HOUR_S = 3600
const LEAST_MEMORY = 2 * GIB
const MOST_MEMORY = 8 * GIB

/** What a tool may take that names no limits: half of the memory there is (2 to 8 GiB), 6 hours of work, 64 GiB a file. */
export function usualLimits(): ToolLimits {
  return {
    memoryBytes: Math.min(MOST_MEMORY, Math.max(LEAST_MEMORY, Math.floor(memoryThere() / 2))),
    cpuSeconds: 6 * HOUR_S,
    fileBytes: 64 * GIB,
    wallMs: 24 * HOUR_S * 1000,
  }
}

/** To read what a file holds takes moments; whatever takes longer is made to. */
export const probeLimits: Partial<ToolLimits> = { cpuSeconds: 30, wallMs: 45_000, fileBytes: 0 }

/** For work on a whole film: two minutes of work for each second of it, above an hour. */
export function filmLimits(durationMs: number): Partial<ToolLimits> {
  return { cpuSeconds: HOUR_S + Math.ceil(durationMs / 1000) * 120 }
}

// A container's share, where the process runs in one.
function memoryThere(): number {
  const share = process.constrainedMemory()
  return share > 0 ? Math.min(totalmem(), share) : totalmem()
}
