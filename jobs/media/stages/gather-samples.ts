import { copyFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { StartedVersion } from '#server/domains/media/index.ts'
import { stableJson } from '#server/platform/json/stable-json.ts'
import { planSamples, sampledFile, type SampledSource } from '#server/platform/media-tools/index.ts'
import { storage } from '#server/platform/storage/index.ts'
import { sampleSource } from './sample-source.ts'
import type { Work } from './work.ts'

type Chunks = NonNullable<StartedVersion['chunks']>['rows']

/** Brings together what the chunks' workers kept of the source for the check; where anything is missing all is kept anew. */
export async function gatherSamples(work: Work, chunks: Chunks): Promise<SampledSource> {
  const { scratch, probe, ladder } = work
  const frames = planSamples(probe, ladder)
  const prefixes = chunks.map(({ storagePrefix }) => storagePrefix)
  const { folder, result: isWhole } = await scratch.stage(
    'gather',
    stableJson(prefixes),
    async (gathered) => {
      for (const frame of frames) {
        const chunk = chunks.find((each) => each.kind === 'video' && holds(each, frame))
        for (const rung of ladder.rungs) {
          const target = sampledFile({ folder: gathered }, frame, rung)
          if (!(await fetchFile(`${chunk?.storagePrefix ?? ''}${basename(target)}`, target))) return false
        }
      }
      return true
    },
  )
  if (isWhole) return { folder, frames }
  work.context.log.info({ versionId: work.started.versionId }, 'the chunks kept too little of the source')
  return sampleSource(work)
}

function holds({ firstFrame, frames }: Chunks[number], frame: number): boolean {
  return frame >= firstFrame && frame < firstFrame + frames
}

/** Tells whether there is such a file. */
async function fetchFile(key: string, target: string): Promise<boolean> {
  if (!(await storage().head(key))) return false
  const file = await storage().asLocalFile(key)
  try {
    await copyFile(file.path, target)
  } finally {
    await file.release()
  }
  return true
}
