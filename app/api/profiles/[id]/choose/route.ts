import { z } from 'zod'
import { issueAccessToken, keepChoice } from '#server/domains/identity/index.ts'
import { accessTokenSchema } from '#server/domains/identity/schemas.ts'
import { chooseProfile } from '#server/domains/profiles/index.ts'
import { chooseProfileSchema, profileDtoSchema, profileIdSchema } from '#server/domains/profiles/schemas.ts'
import { bearerOf } from '#server/http/bearer.ts'
import { profileCookieHeader } from '#server/http/profile-cookie.ts'
import { personalJson, readJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'

type Params = { id: string }
const pinSchema = chooseProfileSchema.omit({ id: true })
const chosenSchema = z.object({ profile: profileDtoSchema, token: accessTokenSchema.nullable() })

/**
 * The choice is kept with the session that asks. A browser gets the cookie `marquee.profile` as well, and who asks with
 * a token a new one that names the profile, so that no process believes the choice before.
 */
export const POST = route<Params>(
  {
    summary: 'Chooses who of the household is watching in this session.',
    access: 'profile.own',
    budget: 'api',
    params: profileIdSchema,
    body: pinSchema,
    answers: { 200: chosenSchema },
  },
  async (request, context, { id }) => {
    const { pin } = parseInput(pinSchema, await readJson(request))
    const profile = await chooseProfile(context, { id, pin })
    if (bearerOf(request.headers) !== null) {
      return personalJson({ profile, token: await issueAccessToken(context, { profileId: profile.id }) })
    }
    await keepChoice(context, { profileId: profile.id })
    const response = personalJson({ profile, token: null })
    response.headers.append('set-cookie', profileCookieHeader(profile.id))
    return response
  },
)
