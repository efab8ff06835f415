import { constants, createReadStream, createWriteStream } from 'node:fs'
import { copyFile, rm, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { PutFileOptions } from '../port.ts'

/** From here on a copy is made in steps, so that it can be stopped and tells how far it is. */
const STEPPED_BYTES = 32 * 1024 * 1024
const STEP_BYTES = 1024 * 1024

/** Copies a file to a path where none is; a file system that can lets both share their blocks, in no time. */
export async function copyInto(from: string, to: string, { signal, onBytes }: PutFileOptions): Promise<void> {
  const { size } = await stat(from)
  if (size < STEPPED_BYTES) {
    await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
    onBytes?.(size)
  } else if (await cloneInto(from, to)) onBytes?.(size)
  else await copyInSteps(from, to, { signal, onBytes })
}

/** Makes the file share the other's blocks; false where the file system cannot. */
async function cloneInto(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE)
    return true
  } catch {
    await rm(to, { force: true })
    return false
  }
}

async function copyInSteps(from: string, to: string, { signal, onBytes }: PutFileOptions): Promise<void> {
  await pipeline(
    createReadStream(from, { highWaterMark: STEP_BYTES }),
    async function* count(steps: AsyncIterable<Buffer>) {
      for await (const step of steps) {
        yield step
        onBytes?.(step.length)
      }
    },
    createWriteStream(to, { flags: 'wx', highWaterMark: STEP_BYTES }),
    signal ? { signal } : {},
  )
}
