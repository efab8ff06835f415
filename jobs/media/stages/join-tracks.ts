import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encodeFailed, recordRungs, type StartedVersion } from '#server/domains/media/index.ts'
import { stableJson } from '#server/platform/json/stable-json.ts'
import { mediaTools, videoName } from '#server/platform/media-tools/index.ts'
import { storage } from '#server/platform/storage/index.ts'
import type { Work } from './work.ts'

type Chunks = NonNullable<StartedVersion['chunks']>['rows']

/** Makes whole tracks of a film's chunks and gives the folder they are in. */
export async function joinTracks(
  { context, started, scratch, report, ladder }: Work,
  chunks: Chunks,
): Promise<string> {
  const { signal } = context
  report.setRungs(ladder, 'encoding')
  await report.enter('join')
  const prefixes = chunks.map(({ storagePrefix }) => storagePrefix)
  const { folder } = await scratch.stage('encode', stableJson(prefixes), async (outputDir) => {
    const lent: { path: string; release: () => Promise<void> }[] = []
    const borrow = async (chunk: Chunks[number], name: string): Promise<string> => {
      const file = await storage().asLocalFile(`${chunk.storagePrefix ?? ''}${name}.mp4`)
      lent.push(file)
      return file.path
    }
    try {
      const video = chunks.filter(({ kind }) => kind === 'video')
      const chunkFiles: string[][] = []
      for (const rung of ladder.rungs) {
        const files: string[] = []
        for (const chunk of video) files.push(await borrow(chunk, videoName(rung)))
        chunkFiles.push(files)
      }
      await mediaTools().joinChunks({ ladder, chunkFiles, outputDir, signal })
      for (const { name } of ladder.audio) {
        const sound = chunks.find(({ kind }) => kind === 'audio')
        if (!sound)
          throw encodeFailed({ code: 'encode-failed', detail: 'The sound is missing.' }, false, null)
        await copyFile(await borrow(sound, name), join(outputDir, `${name}.mp4`))
      }
    } finally {
      await Promise.all(lent.map((file) => file.release()))
    }
    return null
  })
  report.setRungs(ladder, 'done')
  await recordRungs(context, { versionId: started.versionId, state: 'done' })
  return folder
}
