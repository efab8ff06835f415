import type { z } from 'zod'
import type { AccountDto } from './account.schemas.ts'
import type { sessionKindSchema } from './session.schemas.ts'

/** Identity's part of what is kept about a person, as they may take it with them. */
export type AccountExport = {
  account: AccountDto & { emailVerifiedAt: string | null; lockedAt: string | null }
  sessions: {
    id: string
    kind: z.infer<typeof sessionKindSchema>
    methods: string[]
    userAgent: string
    address: string
    country: string | null
    createdAt: string
    lastUsedAt: string
    endedAt: string | null
    endReason: string | null
  }[]
  audit: { at: string; actor: string; action: string; detail: Record<string, unknown> }[]
}
