import { authorize } from '../../platform/authorize/authorize.ts'
import type { Context } from '../../platform/context/context.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { recordEvent } from '../../platform/outbox/record-event.ts'
import { loadAdminTitle } from './admin-title.repository.ts'
import { changeTitle } from './change-title.ts'
import { titleUnpublishedEvent } from './events.ts'
import { titleIdSchema, type AdminTitleDto } from './schemas.ts'

/** Takes the title down: it becomes a draft again and leaves every list; films and texts stay. */
export async function unpublishTitle(context: Context, input: { titleId: string }): Promise<AdminTitleDto> {
  authorize(context, 'title.write')
  const { titleId } = parseInput(titleIdSchema, input)
  return changeTitle(context, { titleId, action: 'title.unpublish' }, async (tx, title) => {
    if (title.status === 'published') {
      await recordEvent(tx, context, titleUnpublishedEvent, { titleId, slug: title.slug })
    }
    return {
      set: { status: 'draft', publishWhenReady: false },
      result: () => loadAdminTitle(tx, titleId),
    }
  })
}
