import { clearVersionJob, encodeTitleJob } from '#server/domains/media/index.ts'
import { handle, type RegisteredJob } from './lib/define-handler.ts'
import { clearVersionFiles } from './media/clear-version.ts'
import { encodeTitle } from './media/encode-title.ts'

/** Which handler does which job. One line each: `handle(encodeTitle, encodeTitleHandler)`. */
export const handlers: RegisteredJob[] = [
  handle(clearVersionJob, clearVersionFiles),
  handle(encodeTitleJob, encodeTitle),
]
