import { dirname } from 'node:path'
import type { FileAccess } from './file-access.ts'

/** Programs, libraries and what they look up; nothing an operator keeps secrets in. */
const SYSTEM_FOLDERS = [
  '/usr',
  '/bin',
  '/sbin',
  '/lib',
  '/lib32',
  '/lib64',
  '/opt',
  '/nix/store',
  '/gnu/store',
]
const SYSTEM_FILES = [
  '/etc/ld.so.cache',
  '/etc/ld.so.conf',
  '/etc/ld.so.conf.d',
  '/etc/alternatives',
  '/etc/fonts',
  '/var/cache/fontconfig',
]
/** Graphics processors, for runs that encode on one. */
const DEVICES = [
  '/dev/dri',
  '/dev/nvidia0',
  '/dev/nvidiactl',
  '/dev/nvidia-modeset',
  '/dev/nvidia-uvm',
  '/dev/nvidia-uvm-tools',
]
const TEMPORARY_BYTES = 64 * 2 ** 20

/** How bubblewrap shuts a tool in: its arguments up to the tool's own path. */
export function bubblewrapArguments(run: {
  program: string
  access: FileAccess
  environment: Record<string, string>
  cwd?: string | undefined
  /** The open file that holds the syscall filter. */
  filterFd?: number | undefined
  hardware?: boolean | undefined
}): string[] {
  const readable = [...new Set([dirname(run.program), ...run.access.reads])].filter((path) => !isSystem(path))
  const writable = [...new Set(run.access.writes)]
  return [
    '--unshare-all',
    '--die-with-parent',
    '--new-session',
    '--cap-drop',
    'ALL',
    '--clearenv',
    ...Object.entries(run.environment).flatMap(([name, value]) => ['--setenv', name, value]),
    ...[...SYSTEM_FOLDERS, ...SYSTEM_FILES].flatMap((path) => ['--ro-bind-try', path, path]),
    '--dev',
    '/dev',
    ...(run.hardware
      ? [...DEVICES.flatMap((path) => ['--dev-bind-try', path, path]), '--ro-bind-try', '/sys', '/sys']
      : []),
    '--remount-ro',
    '/dev',
    '--size',
    String(TEMPORARY_BYTES),
    '--tmpfs',
    '/tmp',
    ...readable.flatMap((path) => ['--ro-bind', path, path]),
    ...writable.flatMap((path) => ['--bind', path, path]),
    '--remount-ro',
    '/',
    ...(run.filterFd === undefined ? [] : ['--seccomp', String(run.filterFd)]),
    '--chdir',
    run.cwd ?? '/',
    '--',
  ]
}

function isSystem(path: string): boolean {
  return SYSTEM_FOLDERS.some((folder) => path === folder || path.startsWith(`${folder}/`))
}
