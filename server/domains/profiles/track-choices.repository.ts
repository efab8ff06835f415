import { trackChoicesCollection, type TrackChoiceDocument } from '#db/mongo/profiles.ts'
import { documents } from '../../platform/mongo/mongo.ts'
import type { ProfileOwner } from './own-profile.ts'
import type { TrackChoice } from './schemas.ts'

const trackChoices = () => documents().collection<TrackChoiceDocument>(trackChoicesCollection)
const idOf = (profileId: string, titleId: string) => `${profileId}/${titleId}`

export async function keepChoice(
  owner: ProfileOwner,
  titleId: string,
  choice: TrackChoice,
  chosenAt: Date,
): Promise<void> {
  await trackChoices().updateOne(
    { _id: idOf(owner.profileId, titleId) },
    { $set: { ...owner, titleId, ...choice, chosenAt }, $inc: { version: 1 } },
    { upsert: true },
  )
}

export function findChoice(profileId: string, titleId: string): Promise<TrackChoiceDocument | null> {
  return trackChoices().findOne({ _id: idOf(profileId, titleId) })
}
