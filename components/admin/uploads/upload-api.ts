import { z } from 'zod'
import {
  knownFileDtoSchema,
  uploadDtoSchema,
  type KnownFileDto,
  type LookUpFileInput,
  type ReuseSourceInput,
  type UploadDto,
} from '#server/domains/media/schemas.ts'

export const uploadEndpoint = '/api/uploads'

/** Asks what is here of a file; null when there is no answer, which keeps nobody from sending it. */
export async function lookUpFile(input: LookUpFileInput): Promise<KnownFileDto | null> {
  try {
    const response = await post('known', input)
    if (!response.ok) return null
    return knownFileDtoSchema.parse(await response.json())
  } catch {
    return null
  }
}

/** Makes a film of a file that is here; gives whether that was done, false when it is not this file after all. */
export async function reuseSource(input: ReuseSourceInput): Promise<boolean> {
  const response = await post('reuse', input).catch(() => null)
  return response?.ok ?? false
}

/** The uploads of this account that have not ended, none when there is no answer. */
export async function listMyUploads(): Promise<UploadDto[]> {
  try {
    const response = await fetch(uploadEndpoint)
    return response.ok ? z.array(uploadDtoSchema).parse(await response.json()) : []
  } catch {
    return []
  }
}

function post(what: 'known' | 'reuse', body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetch(`${uploadEndpoint}/${what}`, { method: 'POST', headers, body: JSON.stringify(body) })
}
