import { MediaToolError } from '../errors.ts'
import type { MediaProbe, RunOptions } from '../port.ts'
import { filmLimits } from '../sandbox/limits.ts'
import { inputArguments, runTool } from './run-tool.ts'

/** Containers whose clock is that of whoever sent them; the others count from their own beginning. */
const SENT = new Set(['mpegts', 'mpeg'])
/** Decoding times go back a little where a sender was careless, and more only where it began anew. */
const BACK_S = 1

/**
 * Reads the decoding times of a broadcast's picture; throws `clock-restarts` where they begin anew, as in recordings
 * that were put end to end: all that follows would be lost in silence.
 */
export async function checkClock(
  ffprobePath: string,
  { file, probe, signal }: RunOptions & { file: string; probe: MediaProbe },
): Promise<void> {
  if (!SENT.has(probe.container) || !probe.video) return
  let latestS = -Infinity
  let restart: { afterS: number; atS: number } | null = null
  await runTool({
    tool: ffprobePath,
    args: [
      '-v',
      'error',
      '-select_streams',
      String(probe.video.streamIndex),
      '-show_entries',
      'packet=dts_time',
      '-of',
      'csv=print_section=0',
      ...inputArguments(file, probe.container),
    ],
    failure: 'decode-failed',
    limits: filmLimits(probe.durationMs),
    signal,
    onLine(line) {
      const atS = Number.parseFloat(line)
      if (!Number.isFinite(atS)) return
      if (atS < latestS - BACK_S) restart ??= { afterS: latestS, atS }
      latestS = Math.max(latestS, atS)
    },
  })
  throwIfRestarted(restart)
}

function throwIfRestarted(restart: { afterS: number; atS: number } | null): void {
  if (!restart) return
  const { afterS, atS } = restart
  const detail = `After ${afterS.toFixed(1)} s the clock of the picture goes on from ${atS.toFixed(1)} s`
  throw new MediaToolError('clock-restarts', detail)
}
