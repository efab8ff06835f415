import { readFile } from 'node:fs/promises'
import os from 'node:os'
import { findOnPath, runCommand } from '#scripts/services/run-command.ts'

/** What a figure was measured on. */
export interface Machine {
  cpu: string
  cores: number
  memoryGiB: number
  os: string
  kernel: string
  node: string
  /** Null where there is no ffmpeg yet. */
  ffmpeg: string | null
  /** Mean number of runnable processes over the last minute, before the bench: near 0 on a quiet machine. */
  load: number
  at: string
}

/** Describes this machine as it is now. */
export async function describeMachine(): Promise<Machine> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '')
  return {
    cpu: os.cpus()[0]?.model.trim() || os.arch(),
    cores: os.availableParallelism(),
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    os: /^PRETTY_NAME="?([^"\n]*)/m.exec(release)?.[1] ?? os.version(),
    kernel: os.release(),
    node: process.version,
    ffmpeg: await ffmpegVersion(),
    load: Number((os.loadavg()[0] ?? 0).toFixed(2)),
    at: new Date().toISOString(),
  }
}

async function ffmpegVersion(): Promise<string | null> {
  const program = process.env.FFMPEG_PATH ?? findOnPath('ffmpeg')
  if (!program) return null
  const { output } = await runCommand(program, ['-version'])
  return /^ffmpeg version (\S+)/.exec(output)?.[1] ?? null
}
