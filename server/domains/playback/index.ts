export { pathNotServed } from './errors.ts'
export { readSignedPath, signMediaPath, type PathLifetime } from './signed-path.ts'
