export { NotFoundState as default } from '../not-found-state.tsx'
