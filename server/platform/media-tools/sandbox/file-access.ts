import { dirname, isAbsolute } from 'node:path'

/** The files and folders that a run may see beside the tool and its libraries; all else is not there for it. */
export interface FileAccess {
  reads: string[]
  writes: string[]
}

/**
 * What ffmpeg's own arguments name: `-i PATH` is read, the folder of any other absolute path, with `file:` or
 * without, is written to.
 * A tool that is told of files in another way names them beside its arguments.
 */
export function accessOfArguments(args: readonly string[]): FileAccess {
  const access: FileAccess = { reads: [], writes: [] }
  args.forEach((argument, index) => {
    const path = argument.startsWith('file:') ? argument.slice('file:'.length) : argument
    if (!isAbsolute(path) || path.startsWith('/dev/')) return
    if (args[index - 1] === '-i') access.reads.push(path)
    else access.writes.push(dirname(path))
  })
  return access
}
