import { execa } from 'execa'
import { log } from '../../log/log.ts'
import { findProgram } from './find-program.ts'
import { usualLimits } from './limits.ts'
import { openGate } from './open-gate.ts'
import { sandboxKinds, type SandboxKind } from './sandbox-kind.ts'
import { syscallFilter } from './syscall-filter.ts'
import { wrapCommand } from './wrap-command.ts'

const TRIAL_MS = 10_000

let detected: Promise<SandboxKind> | undefined

/** The best way to shut tools in that works here; tried and logged once for each process. */
export function detectSandbox(): Promise<SandboxKind> {
  detected ??= detect()
  return detected
}

/** True when a program runs to its end under this kind of sandbox on this machine. */
export async function canShutIn(kind: SandboxKind): Promise<boolean> {
  const [program, bwrap, unshare, prlimit] = await Promise.all(
    ['true', 'bwrap', 'unshare', 'prlimit'].map(findProgram),
  )
  if (kind === 'none') return true
  if (!program || !prlimit) return false
  if (kind !== 'limits' && !unshare) return false
  if (kind.startsWith('bubblewrap') && !bwrap) return false
  if (kind === 'bubblewrap-filtered' && !syscallFilter()) return false
  const access = { reads: [], writes: [] }
  const { file, args, env, filter, isGated } = await wrapCommand(kind, {
    program,
    args: [],
    access,
    limits: usualLimits(),
  })
  const trial = execa(file, args, {
    stdio: ['ignore', 'ignore', 'ignore', filter ?? 'ignore', isGated ? 'pipe' : 'ignore'],
    buffer: false,
    env,
    extendEnv: false,
    reject: false,
    timeout: TRIAL_MS,
  })
  if (isGated) openGate(trial.stdio[4], undefined)
  const { failed } = await trial
  return !failed
}

async function detect(): Promise<SandboxKind> {
  for (const kind of sandboxKinds) {
    if (!(await canShutIn(kind))) continue
    if (kind === 'bubblewrap-filtered') log().info({ sandbox: kind }, 'media tools run shut in')
    else log().warn({ sandbox: kind }, 'media tools run less shut in than they could be, see docs/sandbox.md')
    return kind
  }
  return 'none'
}
