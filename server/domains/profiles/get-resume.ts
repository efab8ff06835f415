import { z } from 'zod'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { ownProfile } from './own-profile.ts'
import { resumePosition } from './resume-rules.ts'
import { findPosition } from './watching.repository.ts'

const schema = z.object({ assetId: z.uuid() })

/** Gives where the profile goes on in this asset, in milliseconds: 0 below 5 % and from 90 % on. */
export async function getResume(context: Context, input: { assetId: string }): Promise<number> {
  const { assetId } = parseInput(schema, input)
  const { profileId } = ownProfile(context)
  return resumePosition(await findPosition(profileId, assetId))
}
