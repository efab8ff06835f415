import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { loadAdminTitle } from './admin-title.repository.ts'
import { changeTitle } from './change-title.ts'
import { replaceCredits } from './credit.repository.ts'
import { setCreditsSchema, type AdminTitleDto, type SetCreditsInput } from './schemas.ts'

/** Gives the title these people in this order; one name is one person across the catalogue. */
export async function setCredits(context: Context, input: SetCreditsInput): Promise<AdminTitleDto> {
  authorize(context, 'title.write')
  const { titleId, credits } = parseInput(setCreditsSchema, input)
  return changeTitle(context, { titleId, action: 'title.set-credits' }, async (tx) => {
    await replaceCredits(tx, titleId, credits)
    return { detail: { credits: credits.length }, result: () => loadAdminTitle(tx, titleId) }
  })
}
