import type { RegisteredJob } from './lib/define-handler.ts'

/** Which handler does which job. One line each: `handle(encodeTitle, encodeTitleHandler)`. */
export const handlers: RegisteredJob[] = []
