import { chooseProfile } from '#server/domains/profiles/index.ts'
import { chooseProfileSchema, profileDtoSchema, profileIdSchema } from '#server/domains/profiles/schemas.ts'
import { profileCookieHeader } from '#server/http/profile-cookie.ts'
import { personalJson, readJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'

type Params = { id: string }
const pinSchema = chooseProfileSchema.omit({ id: true })

/** The choice holds for the session that asks, and comes back as the cookie `marquee.profile`. */
export const POST = route<Params>(
  {
    summary: 'Chooses who of the household is watching in this session.',
    access: 'profile.own',
    budget: 'api',
    params: profileIdSchema,
    body: pinSchema,
    answers: { 200: profileDtoSchema },
  },
  async (request, context, { id }) => {
    const { pin } = parseInput(pinSchema, await readJson(request))
    const profile = await chooseProfile(context, { id, pin })
    const response = personalJson(profile)
    const sessionId = context.actor.kind === 'account' ? context.actor.sessionId : undefined
    if (sessionId) response.headers.append('set-cookie', profileCookieHeader(sessionId, profile.id))
    return response
  },
)
