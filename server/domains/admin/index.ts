export { makeDemoFilmJob } from './jobs.ts'
export { requestDemoFilms } from './request-demo-films.ts'
