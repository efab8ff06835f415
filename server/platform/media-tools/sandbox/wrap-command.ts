import { bubblewrapArguments } from './bubblewrap.ts'
import type { FileAccess } from './file-access.ts'
import { findProgram } from './find-program.ts'
import type { ToolLimits } from './limits.ts'
import type { SandboxKind } from './sandbox-kind.ts'
import { syscallFilter } from './syscall-filter.ts'

export interface ShutInRun {
  /** The tool's real path. */
  program: string
  args: readonly string[]
  access: FileAccess
  limits: ToolLimits
  cwd?: string | undefined
  /** True for a run that needs a graphics processor. */
  hardware?: boolean | undefined
  /** True for a run that nobody waits for while others run. */
  givesWay?: boolean | undefined
}

export interface WrappedCommand {
  file: string
  args: string[]
  /** The whole environment of the command. */
  env: Record<string, string>
  /** What it reads from file 3, null where it reads nothing. */
  filter: Uint8Array | null
  /** True when it writes a line to file 4 and begins once a line comes back (`open-gate.ts`). */
  isGated: boolean
}

const FILTER_FD = 3
const GATE_FD = 4
/**
 * Asks and waits for leave before the tool begins. Whoever is killed while walls go up may leave a process behind that
 * is not tied to anybody yet: it gets no answer, and ends.
 */
const ASK = `echo >&${GATE_FD}; read -r leave <&${GATE_FD} || exit 1;`
const MOST_OPEN_FILES = 1024
/** Of the whole account, the worker's own threads among them: it keeps a fork bomb finite, no more. */
const MOST_PROCESSES = 4096
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8', HOME: '/tmp', TMPDIR: '/tmp' }

/**
 * The command that runs a tool shut in: killed with this process, last in line for the processor, first to go when
 * memory runs out, within its limits, with an environment that holds no secret, behind the walls of `kind`.
 */
export async function wrapCommand(kind: SandboxKind, run: ShutInRun): Promise<WrappedCommand> {
  const filter = kind === 'bubblewrap-filtered' ? syscallFilter() : null
  const [file = run.program, ...args] = [
    ...(await tieToParent()),
    ...(await stepBack(run.givesWay ? 15 : 10)),
    ...(kind === 'none' ? [] : await limit(run.limits, kind)),
    ...(await walls(kind, run, filter)),
    run.program,
    ...run.args,
  ]
  const isGated = kind !== 'limits' && kind !== 'none'
  return { file, args, env: ENVIRONMENT, filter, isGated }
}

async function tieToParent(): Promise<string[]> {
  const setpriv = await findProgram('setpriv')
  return setpriv ? [setpriv, '--pdeathsig', 'KILL'] : []
}

async function stepBack(niceness: number): Promise<string[]> {
  const [nice, choom] = [await findProgram('nice'), await findProgram('choom')]
  return [...(choom ? [choom, '-n', '500', '--'] : []), ...(nice ? [nice, '-n', String(niceness)] : [])]
}

async function limit(limits: ToolLimits, kind: SandboxKind): Promise<string[]> {
  const prlimit = await findProgram('prlimit')
  if (!prlimit) return []
  const isAloneInItsNamespace = kind.startsWith('bubblewrap')
  return [
    prlimit,
    // Not --as: what a tool maps and never touches (thread arenas, files) costs nothing.
    `--data=${limits.memoryBytes}`,
    // Told first, then killed: so that its end says why.
    `--cpu=${limits.cpuSeconds}:${limits.cpuSeconds + 5}`,
    `--fsize=${limits.fileBytes}`,
    `--nofile=${MOST_OPEN_FILES}`,
    '--core=0',
    ...(isAloneInItsNamespace ? [] : [`--nproc=${MOST_PROCESSES}`]),
    '--',
  ]
}

async function walls(kind: SandboxKind, run: ShutInRun, filter: Uint8Array | null): Promise<string[]> {
  switch (kind) {
    case 'bubblewrap-filtered':
    case 'bubblewrap': {
      const { program, access, cwd, hardware } = run
      const filterFd = filter ? FILTER_FD : undefined
      return [
        // Killed while it builds its walls, bubblewrap would leave a half of itself behind, waiting for the other.
        ...(await ownProcesses([])),
        (await findProgram('bwrap')) ?? 'bwrap',
        ...bubblewrapArguments({ program, access, cwd, hardware, filterFd, environment: ENVIRONMENT }),
        'sh',
        '-c',
        `${ASK} exec "$@" ${GATE_FD}>&-`,
        'sh',
      ]
    }
    case 'namespaces':
      return [
        ...(await ownProcesses(['--net', '--ipc'])),
        // As the first process of its namespace a tool could not be ended by a signal: a shell is that.
        'sh',
        '-c',
        `${ASK} "$@" ${GATE_FD}>&-; exit $?`,
        'sh',
      ]
    case 'limits':
    case 'none':
      return []
  }
}

/** A process space of its own that the kernel empties when the first process in it, or unshare before it, is killed. */
async function ownProcesses(more: readonly string[]): Promise<string[]> {
  const ownUser = process.getuid?.() === 0 ? [] : ['--user', '--map-current-user']
  const unshare = (await findProgram('unshare')) ?? 'unshare'
  return [unshare, ...ownUser, ...more, '--pid', '--fork', '--kill-child=KILL', '--']
}
