/** The door of playback. */
export { authorisePlayback } from './authorise-playback.ts'
export { authoriseTrailer } from './authorise-trailer.ts'
export { chooseTitleAddress } from './choose-title-address.ts'
export { endPlaybackOf, leavePlayback, stopPlayback, sweepPlaybackSessions } from './end-playback.ts'
export { pathNotServed, pathRefused } from './errors.ts'
export { playbackEndedEvent, playbackStartedEvent } from './events.ts'
export { erasePlayback, exportPlayback } from './export-playback.ts'
export { getStream } from './get-stream.ts'
export { heartbeatPlayback } from './heartbeat-playback.ts'
export { isPlaying } from './is-playing.ts'
export { endPlaybackJob, sweepPlaybackJob } from './jobs.ts'
export { isManifest, limitManifest } from './limit-manifest.ts'
export { listContinueWatching } from './list-continue-watching.ts'
export { listPlaybackSessions } from './list-playback-sessions.ts'
export {
  createOperatorLink,
  linkSecondsLeft,
  listOperatorLinks,
  revokeOperatorLink,
} from './operator-links.ts'
export {
  isGoodPlayToken,
  issuePlayToken,
  playTokenSeconds,
  readPlayAddress,
  signPlayAddress,
} from './play-address.ts'
export { recordProgress } from './record-progress.ts'
export { readSignedPath, signMediaPath } from './signed-path.ts'
export { unlockTitle } from './unlock-title.ts'
export { readEpisodeAddress } from './watch-address.ts'
