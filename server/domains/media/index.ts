export { approveSubtitleDraft, readSubtitlesAgain } from './approve-subtitle-draft.ts'
export { askRoom } from './check-room.ts'
export { cancelEncode } from './cancel-encode.ts'
export { clearVersion } from './clear-version.ts'
export { encodeFailed } from './errors.ts'
export { uploadCompleted, versionPublished } from './events.ts'
export { isEncodeRun } from './encode-runs.ts'
export { explainSourceFailure } from './explain-source-failure.ts'
export { failChunk, leaveChunks } from './fail-chunk.ts'
export { failVersion } from './fail-version.ts'
export { countEncodeSlots, handOutChunks } from './feed-chunks.ts'
export { finishChunk } from './finish-chunk.ts'
export { getAsset, listAssets } from './get-asset.ts'
export { getPlaybackManifest } from './get-playback-manifest.ts'
export { importSource } from './import-source.ts'
export {
  clearVersionJob,
  encodeChunkJob,
  encodeTitleJob,
  feedChunksJob,
  readPictureSubtitlesJob,
  removeEpisodeMediaJob,
  removeTitleMediaJob,
  sweepUploadsJob,
  sweepMediaJob,
  type ChunkRef,
} from './jobs.ts'
export { keepVersionUntil } from './keep-version.ts'
export { getEncode, listEncodes } from './list-encodes.ts'
export { listApprovedSubtitles, type ApprovedSubtitle } from './list-approved-subtitles.ts'
export { getSubtitleDraft, listSubtitleDrafts, openDraftPicture } from './list-subtitle-drafts.ts'
export { listMadeRungs } from './list-made-rungs.ts'
export { listUnfinished } from './list-unfinished.ts'
export { listUploads } from './list-uploads.ts'
export { findImportedFile, lookUpFile } from './look-up-file.ts'
export { openEncodeLedger } from './open-encode-ledger.ts'
export { planChunks, type PlannedChunk } from './plan-chunks.ts'
export { fitLadder, type FittedRungs } from './fit-ladder.ts'
export { planLadder } from './plan-ladder.ts'
export { planScenes } from './plan-scenes.ts'
export { planSubtitles } from './plan-subtitles.ts'
export { probeSource } from './probe-source.ts'
export { publishVersion, type FinishedVersion } from './publish-version.ts'
export {
  failSubtitleDraft,
  recordSubtitleDraft,
  startSubtitleDrafts,
  type DraftsToRead,
} from './read-subtitle-drafts.ts'
export { receiveEncodeEvent } from './receive-encode-event.ts'
export { receiveUpload } from './receive-upload.ts'
export { recordChunkProgress } from './record-chunk-progress.ts'
export { recordPlan, recordRungs } from './record-progress.ts'
export { reencodeAsset } from './reencode-asset.ts'
export { removeEpisodeMedia } from './remove-episode-media.ts'
export { removeTitleMedia } from './remove-title-media.ts'
export { discardSubtitleDraft, saveSubtitleDraft } from './save-subtitle-draft.ts'
export { retryEncode } from './retry-encode.ts'
export { shareOutVersion } from './share-out-version.ts'
export { startChunk, type StartedChunk } from './start-chunk.ts'
export { startVersion, type StartedVersion } from './start-version.ts'
export { reuseSource } from './reuse-source.ts'
export { sweepUploads, type SweptUploads } from './sweep-uploads.ts'
export { sweepStorage } from './sweep-storage.ts'
