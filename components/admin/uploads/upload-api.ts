import { z } from 'zod'
import {
  knownFileDtoSchema,
  uploadDtoSchema,
  type AskRoomInput,
  type KnownFileDto,
  type LookUpFileInput,
  type ReuseSourceInput,
  type UploadDto,
} from '#server/domains/media/schemas.ts'
import type { ShownError } from '../../errors/use-error-message.ts'

export const uploadEndpoint = '/api/uploads'

/** Where an upload is received. */
export function uploadUrlOf(uploadId: string): string {
  return `${uploadEndpoint}/${uploadId}`
}

const refusalSchema = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

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

/** Asks whether a film would have room; gives the refusal, null also when there is no answer: sending asks again. */
export async function askRoom(input: AskRoomInput): Promise<ShownError | null> {
  try {
    const response = await post('room', input)
    return response.ok ? null : refusalSchema.parse(await response.json())
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

function post(what: 'known' | 'reuse' | 'room', body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetch(`${uploadEndpoint}/${what}`, { method: 'POST', headers, body: JSON.stringify(body) })
}
