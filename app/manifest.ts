import type { MetadataRoute } from 'next'

/** Lets a phone install Marquee; the words are Vietnamese, the house's language. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: '/',
    name: 'Marquee',
    short_name: 'Marquee',
    description: 'Phim, phim bộ và khóa học, xem ngay trên trình duyệt.',
    lang: 'vi',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#0f0b09',
    theme_color: '#0f0b09',
    icons: [
      { src: '/icons/icon.svg', type: 'image/svg+xml', sizes: 'any' },
      { src: '/icons/icon-192.png', type: 'image/png', sizes: '192x192' },
      { src: '/icons/icon-512.png', type: 'image/png', sizes: '512x512' },
      { src: '/icons/icon-maskable-512.png', type: 'image/png', sizes: '512x512', purpose: 'maskable' },
    ],
  }
}
