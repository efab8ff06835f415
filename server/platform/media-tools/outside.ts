/**
 * What an encoder outside says of itself, for whoever hears from it: a door beside `index.ts`, which would take all of
 * ffmpeg's handling into the web process.
 */
export { explainJobError } from './encoders/mediaconvert/explain-failure.ts'
