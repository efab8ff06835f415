'use server'

import * as identity from '#server/domains/identity/index.ts'
import { action } from '#server/http/action.ts'

const endOne = action(identity.endSession)
const endOthers = action((context) => identity.endOtherSessions(context))

/** Ends one of the account's sessions. */
export async function endSessionAction(input: { sessionId: string }) {
  return endOne(input)
}

/** Ends all of the account's sessions but this one. */
export async function endOtherSessionsAction() {
  return endOthers(undefined)
}
