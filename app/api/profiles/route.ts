import { createProfile, listProfiles } from '#server/domains/profiles/index.ts'
import {
  createProfileSchema,
  profileDtoSchema,
  profilesSchema,
  type CreateProfileInput,
} from '#server/domains/profiles/schemas.ts'
import { personalJson, readJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'

export const GET = route(
  {
    summary: "Lists the profiles of one's household.",
    access: 'profile.own',
    budget: 'api',
    answers: { 200: profilesSchema },
  },
  async (_request, context) => personalJson({ profiles: await listProfiles(context) }),
)

export const POST = route(
  {
    summary: "Adds a profile to one's household, up to five.",
    access: 'profile.own',
    budget: 'api',
    body: createProfileSchema,
    answers: { 201: profileDtoSchema },
  },
  async (request, context) =>
    // The verb parses whatever this is.
    personalJson(await createProfile(context, (await readJson(request)) as CreateProfileInput), 201),
)
