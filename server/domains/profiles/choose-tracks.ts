import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { ownProfile } from './own-profile.ts'
import { chooseTracksSchema, titleInputSchema, type ChooseTracks, type TrackChoice } from './schemas.ts'
import { findChoice, keepChoice } from './track-choices.repository.ts'

/** Remembers the sound and subtitles chosen in a title, for all its episodes. */
export async function chooseTracks(context: Context, input: ChooseTracks): Promise<void> {
  const owner = await ownProfile(context)
  const { titleId, audio, subtitles } = parseInput(chooseTracksSchema, input)
  await keepChoice(owner, titleId, { audio, subtitles }, context.now)
}

/** Gives what was last chosen in a title; nulls where nothing was. */
export async function getTrackChoice(context: Context, input: { titleId: string }): Promise<TrackChoice> {
  const { profileId } = await ownProfile(context)
  const { titleId } = parseInput(titleInputSchema, input)
  const found = await findChoice(profileId, titleId)
  return { audio: found?.audio ?? null, subtitles: found?.subtitles ?? null }
}
