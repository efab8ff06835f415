export { makeDemoFilmJob } from './jobs.ts'
export { listAuditEntries } from './list-audit-entries.ts'
export { requestDemoFilms } from './request-demo-films.ts'
export { useFrameAsArtwork } from './use-frame-as-artwork.ts'
