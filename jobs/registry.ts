import { clearVersionJob, encodeTitleJob, removeTitleMediaJob } from '#server/domains/media/index.ts'
import { handle, type RegisteredJob } from './lib/define-handler.ts'
import { clearVersionFiles } from './media/clear-version.ts'
import { encodeTitle } from './media/encode-title.ts'
import { removeFilms } from './media/remove-title-media.ts'

/** Which handler does which job. One line each: `handle(encodeTitle, encodeTitleHandler)`. */
export const handlers: RegisteredJob[] = [
  handle(clearVersionJob, clearVersionFiles),
  handle(encodeTitleJob, encodeTitle),
  handle(removeTitleMediaJob, removeFilms),
]
