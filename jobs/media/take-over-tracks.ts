import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { videoName, type Ladder } from '#server/platform/media-tools/index.ts'
import { storage } from '#server/platform/storage/index.ts'

/** Copies picture and sound of a published version to a folder: packaged tracks can be packaged again. */
export async function takeOverTracks(
  ladder: Ladder,
  options: { prefix: string; outputDir: string; signal: AbortSignal },
): Promise<void> {
  const names = [...ladder.rungs.map(videoName), ...ladder.audio.map((audio) => audio.name)]
  for (const name of names) {
    options.signal.throwIfAborted()
    const stored = await storage().asLocalFile(`${options.prefix}${name}.mp4`)
    try {
      await copyFile(stored.path, join(options.outputDir, `${name}.mp4`))
    } finally {
      await stored.release()
    }
  }
}
