import { z } from 'zod'
import { defineEvent } from '../../platform/outbox/define-event.ts'

const subject = z.object({ titleId: z.uuid(), slug: z.string() })

/** Something that viewers or admins see of a title is different now, whatever it was. */
export const titleChangedEvent = defineEvent(
  'title.changed',
  z.object({
    titleId: z.uuid(),
    /** Its address now and, when that changed, before. */
    slugs: z.array(z.string()).min(1),
    /** Whether viewers can see the title, or could before the change. */
    visible: z.boolean(),
  }),
)

export const titlePublishedEvent = defineEvent('title.published', subject)
export const titleUnpublishedEvent = defineEvent('title.unpublished', subject)
export const titleDeletedEvent = defineEvent('title.deleted', subject)

/** An episode or lesson is no longer there, though its title is; whatever was on its way to it has nowhere to go. */
export const episodeRemovedEvent = defineEvent(
  'episode.removed',
  z.object({ titleId: z.uuid(), episodeId: z.uuid() }),
)

/** The home page's hero shows other titles. */
export const featuredChangedEvent = defineEvent('featured.changed', z.object({ titleIds: z.array(z.uuid()) }))
