import type { OwnedDraft, SubtitleDraftRow } from './subtitle-draft.repository.ts'
import { DOUBTFUL_BELOW, type SubtitleDraftDto, type SubtitleDraftSummary } from './subtitle-draft.schemas.ts'

/** A draft as lists show it. */
export function toDraftSummary({ draft, asset }: Pick<OwnedDraft, 'draft' | 'asset'>): SubtitleDraftSummary {
  return {
    id: draft.id,
    assetId: asset.id,
    language: draft.language,
    title: draft.title,
    forced: draft.forced,
    state: draft.state,
    cueCount: draft.cues.length,
    doubtfulCount: countDoubtful(draft),
    error: draft.error,
    updatedAt: draft.updatedAt.toISOString(),
  }
}

/** A draft with all its lines and what it belongs to. */
export function toDraftDto({ draft, source, asset }: OwnedDraft): SubtitleDraftDto {
  return {
    ...toDraftSummary({ draft, asset }),
    titleId: asset.titleId,
    episodeId: asset.episodeId,
    role: asset.role,
    sourceName: source.filename,
    revision: draft.revision,
    cues: draft.cues,
  }
}

function countDoubtful(draft: SubtitleDraftRow): number {
  return draft.cues.filter((cue) => cue.confidence < DOUBTFUL_BELOW).length
}
