import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database } from '../../platform/postgres/postgres.ts'
import { storage, type StoredObject } from '../../platform/storage/index.ts'
import { subtitleDraftNotFound } from './errors.ts'
import { authorizeMediaRead } from './policy.ts'
import { listAssetsSchema } from './schemas.ts'
import { draftPrefix } from './storage-keys.ts'
import { toDraftDto, toDraftSummary } from './subtitle-draft-dto.ts'
import { findDraft, findDraftsOfTitle } from './subtitle-draft.repository.ts'
import {
  draftPictureSchema,
  subtitleDraftIdSchema,
  type SubtitleDraftDto,
  type SubtitleDraftSummary,
} from './subtitle-draft.schemas.ts'

/** Subtitles of a title that were read off pictures, all but the discarded ones. */
export async function listSubtitleDrafts(
  context: Context,
  input: { titleId: string },
): Promise<SubtitleDraftSummary[]> {
  authorizeMediaRead(context)
  const { titleId } = parseInput(listAssetsSchema, input)
  return (await findDraftsOfTitle(database(), titleId)).map(toDraftSummary)
}

/** One draft with all its lines; throws `subtitle-draft.not-found`. */
export async function getSubtitleDraft(
  context: Context,
  input: { draftId: string },
): Promise<SubtitleDraftDto> {
  authorizeMediaRead(context)
  const { draftId } = parseInput(subtitleDraftIdSchema, input)
  const found = await findDraft(database(), draftId)
  if (!found) throw subtitleDraftNotFound(draftId)
  return toDraftDto(found)
}

/** The picture a line was read off (WebP); throws `subtitle-draft.not-found`. */
export async function openDraftPicture(
  context: Context,
  input: { draftId: string; picture: string },
): Promise<StoredObject> {
  authorizeMediaRead(context)
  const { draftId, picture } = parseInput(draftPictureSchema, input)
  const object = await storage().get(`${draftPrefix(draftId)}${picture}`)
  if (!object) throw subtitleDraftNotFound(draftId)
  return object
}
