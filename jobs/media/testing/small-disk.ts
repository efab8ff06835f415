import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'

/** A file system of its own that is easily filled. */
export interface SmallDisk {
  /** Fills it until this many bytes are left. */
  fill: (leftBytes: number) => Promise<void>
  /** Takes away again what filled it. */
  makeRoom: () => Promise<void>
  unmount: () => Promise<void>
}

/** How this machine lets us mount: as root, or through sudo where that asks nothing; null where neither may. */
export async function findMounting(): Promise<readonly string[] | null> {
  const folder = join(tmpdir(), `marquee-mount-${process.pid}`)
  await mkdir(folder, { recursive: true })
  try {
    for (const before of [[], ['sudo', '-n']]) {
      if ((await run([...before, 'mount', ...tmpfs(65_536), folder])) !== 0) continue
      await run([...before, 'umount', folder])
      return before
    }
    return null
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Mounts a disk of this size at a folder. */
export async function mountSmallDisk(
  mounting: readonly string[],
  folder: string,
  sizeBytes: number,
): Promise<SmallDisk> {
  await mkdir(folder, { recursive: true })
  if ((await run([...mounting, 'mount', ...tmpfs(sizeBytes), folder])) !== 0)
    throw new Error(`Nothing could be mounted at ${folder}`)
  const filler = join(folder, '.filler')
  return {
    async fill(leftBytes) {
      const { bavail, bsize } = await statfs(folder)
      await writeFile(filler, Buffer.alloc(Math.max(0, bavail * bsize - leftBytes)), { flag: 'a' })
    },
    makeRoom: () => rm(filler, { force: true }),
    async unmount() {
      await run([...mounting, 'umount', '--lazy', folder])
    },
  }
}

const tmpfs = (sizeBytes: number): string[] => ['-t', 'tmpfs', '-o', `size=${sizeBytes},mode=0777`, 'tmpfs']

async function run([file = '', ...args]: string[]): Promise<number | undefined> {
  return (await execa(file, args, { reject: false })).exitCode
}
