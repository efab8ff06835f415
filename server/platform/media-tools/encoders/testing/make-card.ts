import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { env } from '../../../env/env.ts'

export interface StandInCard {
  ffmpegPath: string
  /** A folder that lists the card as Linux does. */
  cardsFolder: string
  /** Lets the card take so many more encodes. */
  limitSessions(left: number): Promise<void>
  /** Every command line it was given. */
  calls(): Promise<string[]>
}

/** Makes an ffmpeg in `folder` that answers as on a machine with this one kind of card; `mode` is VAAPI's rate control. */
export async function makeCard(folder: string, encoder: string, mode = 'QVBR'): Promise<StandInCard> {
  const ffmpegPath = join(folder, 'card-stand-in.sh')
  const cardsFolder = join(folder, 'dri')
  await mkdir(cardsFolder, { recursive: true })
  await copyFile(new URL('card-stand-in.sh', import.meta.url), ffmpegPath)
  await chmod(ffmpegPath, 0o755)
  await writeFile(join(folder, 'card'), encoder)
  await writeFile(join(folder, 'mode'), mode)
  await writeFile(join(folder, 'ffmpeg'), env().FFMPEG_PATH)
  await writeFile(join(cardsFolder, 'card0'), '')
  await writeFile(join(cardsFolder, 'renderD128'), '')
  return {
    ffmpegPath,
    cardsFolder,
    limitSessions: (left) => writeFile(join(folder, 'sessions'), String(left)),
    calls: async () => (await readFile(join(folder, 'calls'), 'utf8')).split('\n').filter(Boolean),
  }
}
