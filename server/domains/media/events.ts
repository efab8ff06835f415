import { defineEvent } from '../../platform/outbox/define-event.ts'
import { uploadCompletedSchema, versionPublishedSchema } from './schemas.ts'

/** A film has arrived whole, by upload or import; its first version waits to be encoded. */
export const uploadCompleted = defineEvent('upload.completed', uploadCompletedSchema)

/** A version is what viewers get from now on. */
export const versionPublished = defineEvent('version.published', versionPublishedSchema)
