import sharp from 'sharp'
import { createContext, systemContext, type Context } from '../../platform/context/context.ts'
import { createTitle, ensureGenres, markPlayable, setArtwork } from './index.ts'
import type { AdminTitleDto, CreateTitleInput, MarkPlayableInput } from './schemas.ts'

/** What the integration tests of this domain start from. */
export const system = systemContext('test')

let seconds = 0
/** The system a second later each time, so that what happened later is known to be. */
export const later = (): Context => ({ ...system, now: new Date(system.now.getTime() + ++seconds * 1000) })

export const viewer = createContext({
  kind: 'account',
  accountId: '019f0000-0000-7000-8000-000000000001',
  role: 'viewer',
})
export const anonymous = createContext({ kind: 'anonymous' })
export const admin = createContext({
  kind: 'account',
  accountId: '019f0000-0000-7000-8000-000000000002',
  role: 'admin',
})
export const nowhere = '019f0000-0000-7000-8000-00000000ffff'

export function picture(width: number, height: number): Promise<Uint8Array> {
  return sharp({ create: { width, height, channels: 3, background: '#c52' } })
    .png()
    .toBuffer()
}

export async function makeGenres(...keys: string[]): Promise<void> {
  await ensureGenres(system, { genres: keys.map((key) => ({ key, label: { vi: `${key} vi`, en: key } })) })
}

/** A draft that has all it needs to be published. */
export async function makeTitle(vi: string, fields: Partial<CreateTitleInput> = {}): Promise<AdminTitleDto> {
  const title = await createTitle(system, { kind: 'film', title: { vi }, ratingCode: 'P', ...fields })
  await setArtwork(system, { titleId: title.id, kind: 'poster', bytes: await picture(400, 600) })
  return title
}

/** What media announces of a film of 90 s in 720p. */
export function version(
  titleId: string,
  fields: Partial<MarkPlayableInput> & { assetId: string },
): MarkPlayableInput {
  return {
    versionId: crypto.randomUUID(),
    versionNumber: 1,
    titleId,
    episodeId: null,
    role: 'main',
    storagePrefix: `media/${fields.assetId}/1/`,
    durationMs: 90_000,
    heights: [240, 360, 720],
    audioLanguages: ['vi', 'en'],
    audioChannels: 2,
    subtitleLanguages: ['vi'],
    posters: [],
    ...fields,
  }
}

export async function giveFilm(titleId: string, fields: Partial<MarkPlayableInput> = {}): Promise<string> {
  const assetId = fields.assetId ?? crypto.randomUUID()
  await markPlayable(later(), version(titleId, { ...fields, assetId }))
  return assetId
}
