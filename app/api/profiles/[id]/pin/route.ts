import { removePin, setPin } from '#server/domains/profiles/index.ts'
import {
  profileDtoSchema,
  profileIdSchema,
  removePinSchema,
  setPinSchema,
} from '#server/domains/profiles/schemas.ts'
import { personalJson, readJson } from '#server/http/read-json.ts'
import { route } from '#server/http/route.ts'
import { parseInput } from '#server/platform/errors/parse-input.ts'

type Params = { id: string }
const shared = {
  access: 'profile.own',
  budget: 'api',
  params: profileIdSchema,
  answers: { 200: profileDtoSchema },
} as const
const newPinSchema = setPinSchema.omit({ id: true })
const noPinSchema = removePinSchema.omit({ id: true })

export const PUT = route<Params>(
  { ...shared, summary: "Puts a PIN on a profile; takes the account's password.", body: newPinSchema },
  async (request, context, { id }) => {
    const given = parseInput(newPinSchema, await readJson(request))
    return personalJson(await setPin(context, { ...given, id }))
  },
)

export const DELETE = route<Params>(
  { ...shared, summary: "Takes the PIN off a profile; takes the account's password.", body: noPinSchema },
  async (request, context, { id }) => {
    const given = parseInput(noPinSchema, await readJson(request))
    return personalJson(await removePin(context, { ...given, id }))
  },
)
