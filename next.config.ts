import { createRequire } from 'node:module'
import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const resolve = createRequire(import.meta.url).resolve

const config: NextConfig = {
  // A second development instance of one clone, and the tests' build, each need a folder of their own.
  distDir: process.env.MARQUEE_DIST_DIR || '.next',
  typescript: { tsconfigPath: process.env.MARQUEE_TSCONFIG || 'tsconfig.json' },
  output: 'standalone',
  cacheComponents: true,
  partialPrefetching: true,
  typedRoutes: true,
  poweredByHeader: false,
  devIndicators: false,
  // The worker's and the web's copies of cached pages agree through the cache Redis.
  cacheHandlers: { default: resolve('./server/platform/cache/next-cache-handler.mjs') },
  serverExternalPackages: ['@node-rs/argon2', 'sharp', 'pino', 'mongodb', 'bullmq', 'ioredis', 'prom-client'],
  async headers() {
    return [
      {
        source: '/:path*',
        headers: [
          { key: 'X-Content-Type-Options', value: 'nosniff' },
          { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
          { key: 'X-Frame-Options', value: 'DENY' },
          // Pages have their own from proxy.ts; this is for what it does not see, scripts of workers among it.
          {
            key: 'Content-Security-Policy',
            value:
              "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
          },
          { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
          {
            key: 'Permissions-Policy',
            value:
              'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=(), browsing-topics=()',
          },
        ],
      },
      // What is no page draws nothing, frames nothing and is framed by nobody.
      ...['/api/:path*', '/s/:path*', '/v/:path*', '/l/:path*', '/metrics'].map((source) => ({
        source,
        headers: [{ key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" }],
      })),
    ]
  },
}

export default createNextIntlPlugin('./i18n/request.ts')(config)
