import { deleteProfile, listProfiles, updateProfile } from '#server/domains/profiles/index.ts'
import {
  deleteProfileSchema,
  profileDtoSchema,
  profileIdSchema,
  updateProfileSchema,
} from '#server/domains/profiles/schemas.ts'
import { personalJson, readJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'
import { notFound } from '#server/platform/errors/app-error.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'

type Params = { id: string }
const shared = { access: 'profile.own', budget: 'api', params: profileIdSchema } as const
const changesSchema = updateProfileSchema.omit({ id: true })
const confirmationSchema = deleteProfileSchema.omit({ id: true })

export const GET = route<Params>(
  { ...shared, summary: "Gives a profile of one's household.", answers: { 200: profileDtoSchema } },
  async (_request, context, { id }) => {
    const profile = (await listProfiles(context)).find((each) => each.id === id)
    if (!profile) throw notFound('profile', id)
    return personalJson(profile)
  },
)

export const PATCH = route<Params>(
  {
    ...shared,
    summary: 'Changes a profile that still has the version named.',
    body: changesSchema,
    answers: { 200: profileDtoSchema },
  },
  async (request, context, { id }) => {
    const changes = parseInput(changesSchema, await readJson(request))
    return personalJson(await updateProfile(context, { ...changes, id }))
  },
)

export const DELETE = route<Params>(
  {
    ...shared,
    summary: 'Deletes a profile with all it watched, kept and liked.',
    body: confirmationSchema,
    answers: { 204: null },
  },
  async (request, context, { id }) => {
    const { password } = parseInput(confirmationSchema, await readJson(request))
    await deleteProfile(context, { id, password })
    return new Response(null, { status: 204 })
  },
)
