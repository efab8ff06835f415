'use server'

import { clearHistory, removeFromHistory } from '#server/domains/profiles/index.ts'
import { action } from '#server/http/action.ts'

const remove = action((context, input: { assetId: string }) => removeFromHistory(context, input))
const clear = action((context) => clearHistory(context))

/** Forgets that the viewer watched this, and where it was. */
export async function removeFromHistoryAction(input: { assetId: string }): Promise<{ ok: boolean }> {
  return { ok: (await remove(input)).ok }
}

/** Forgets everything the viewer watched. */
export async function clearHistoryAction(): Promise<{ ok: boolean }> {
  return { ok: (await clear(undefined)).ok }
}
