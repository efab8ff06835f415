import type { Picture } from '../../ui/artwork.tsx'
import type {
  AddEpisodeInput,
  AdminTitleDto,
  SetEpisodesInput,
  UpdateTitleInput,
} from '#server/domains/catalogue/schemas.ts'
import type { SubtitleDraftSummary } from '#server/domains/media/schemas.ts'
import type { AdminTitleOfferDto } from '#server/domains/offers/schemas.ts'
import type { AdminAction } from '../../errors/call-action.ts'
import type { FrameChoice, MediaPlace } from '../media/place.ts'
import type { TitleOfferActions } from '../plans/plans-page.ts'
import type { GenreOption } from './genre-option.ts'
import type { PictureKind, TitleActions } from './title-actions.ts'

/** Everything the page of one title shows, in the reader's language. */
export type TitlePage = {
  title: AdminTitleDto
  name: string
  genres: GenreOption[]
  pictures: Record<PictureKind, Picture | null>
  /** The film or the episodes in order, then the trailer. */
  places: MediaPlace[]
  /** Subtitles that were read off pictures. */
  subtitleDrafts: SubtitleDraftSummary[]
  /** Frames of the newest published films, for poster and still. */
  frames: FrameChoice[]
  /** How it is rented out and sold by itself; null for who may not see that. */
  sale: { offers: AdminTitleOfferDto[]; mayWrite: boolean } | null
  nowIso: string
}

export type TitlePageActions = TitleActions &
  TitleOfferActions & {
    update: AdminAction<UpdateTitleInput>
    addEpisode: AdminAction<AddEpisodeInput>
    setEpisodes: AdminAction<SetEpisodesInput>
    cancelEncode: AdminAction<{ versionId: string }>
    retryEncode: AdminAction<{ versionId: string }>
    readSubtitlesAgain: AdminAction<{ draftId: string }>
    useFrame: AdminAction<{ titleId: string; kind: PictureKind; versionId: string; path: string }>
  }
