import type { Role } from '#server/platform/context/roles.ts'

export type DemoAccount = {
  email: string
  password: string
  role: Role
  displayName: string
}

/** The sign-ins that a fresh demo install prints; they exist only where the demo was seeded. */
export const demoAccounts: readonly DemoAccount[] = [
  {
    email: 'admin@marquee.example',
    password: 'marquee-admin',
    role: 'admin',
    displayName: 'Quản trị Marquee',
  },
  {
    email: 'viewer@marquee.example',
    password: 'marquee-viewer',
    role: 'viewer',
    displayName: 'Bạn xem phim',
  },
  {
    email: 'support@marquee.example',
    password: 'marquee-support',
    role: 'support',
    displayName: 'Hỗ trợ Marquee',
  },
  {
    email: 'editor@marquee.example',
    password: 'marquee-editor',
    role: 'editor',
    displayName: 'Biên tập Marquee',
  },
  {
    email: 'finance@marquee.example',
    password: 'marquee-finance',
    role: 'finance',
    displayName: 'Tài chính Marquee',
  },
]
