// Written by scripts/list-routes.ts.
/** Every route file of the tree. */
export const routeModules = {
  '/[locale]/admin/titles/export': () => import('#app/[locale]/admin/titles/export/route.ts'),
  '/api/[...rest]': () => import('#app/api/[...rest]/route.ts'),
  '/api/auth/[...nextauth]': () => import('#app/api/auth/[...nextauth]/route.ts'),
  '/api/health': () => import('#app/api/health/route.ts'),
  '/api/me/continue-watching/[titleId]': () => import('#app/api/me/continue-watching/[titleId]/route.ts'),
  '/api/me/continue-watching': () => import('#app/api/me/continue-watching/route.ts'),
  '/api/me/progress': () => import('#app/api/me/progress/route.ts'),
  '/api/me': () => import('#app/api/me/route.ts'),
  '/api/me/tracks': () => import('#app/api/me/tracks/route.ts'),
  '/api/me/watchlist/[titleId]': () => import('#app/api/me/watchlist/[titleId]/route.ts'),
  '/api/me/watchlist': () => import('#app/api/me/watchlist/route.ts'),
  '/api/playback/[assetId]': () => import('#app/api/playback/[assetId]/route.ts'),
  '/api/ready': () => import('#app/api/ready/route.ts'),
  '/api/realtime/ticket': () => import('#app/api/realtime/ticket/route.ts'),
  '/api/subtitle-drafts/[id]/pictures/[picture]': () =>
    import('#app/api/subtitle-drafts/[id]/pictures/[picture]/route.ts'),
  '/api/titles/[id]/artwork': () => import('#app/api/titles/[id]/artwork/route.ts'),
  '/api/uploads/[[...path]]': () => import('#app/api/uploads/[[...path]]/route.ts'),
  '/api/uploads/known': () => import('#app/api/uploads/known/route.ts'),
  '/api/uploads/reuse': () => import('#app/api/uploads/reuse/route.ts'),
  '/api/uploads/room': () => import('#app/api/uploads/room/route.ts'),
  '/api/webhooks/mediaconvert': () => import('#app/api/webhooks/mediaconvert/route.ts'),
  '/metrics': () => import('#app/metrics/route.ts'),
  '/s/[signature]/[expiry]/[...path]': () => import('#app/s/[signature]/[expiry]/[...path]/route.ts'),
}
