import type { Locale } from '#i18n/routing.ts'
import type { PersonDto, StaffSessionDto } from '#server/domains/identity/schemas.ts'
import type { EntitlementDto } from '#server/domains/entitlements/schemas.ts'
import type { ProfileDto } from '#server/domains/profiles/schemas.ts'
import type { AuditLine } from '../audit/audit-page.ts'
import type { PayBack } from '../payments/pay-back-dialog.tsx'
import type { PersonMoney } from '../payments/person-money-card.tsx'
import type { AdminAction } from '../../errors/call-action.ts'

/** What whoever looks at the page may do with this person. */
export type PersonPowers = {
  lock: boolean
  setRole: boolean
  endSessions: boolean
  readPrivate: boolean
  grant: boolean
  payBack: boolean
}

/** A right to watch, with the title's name where it is one's that is shown. */
export type RightRow = Omit<EntitlementDto, 'accountId'> & { titleName: string | null; isLiving: boolean }

/** A title's name in each language. */
export type TitleName = Record<Locale, string>

export type WatchedRow = {
  assetId: string
  titleName: TitleName | null
  positionMs: number
  durationMs: number
  finished: boolean
  watchedAt: string
}

export type ProfileRow = Pick<ProfileDto, 'id' | 'name' | 'kids' | 'ratingLimit' | 'hasPin' | 'isMain'> & {
  watched: WatchedRow[]
}

export type TitleOption = { id: string; name: TitleName; year: number | null }

export type PersonPage = {
  person: PersonDto
  powers: PersonPowers
  /** Null where rights are not for this role to see. */
  rights: RightRow[] | null
  /** Null where payments are not for this role to see. */
  money: PersonMoney | null
  /** Null where the audit log is not for this role to see. */
  audit: AuditLine[] | null
  nowIso: string
}

export type GrantInput = {
  accountId: string
  /** Made when the form opens: sent twice, it grants once. */
  giftId: string
  titleId: string | null
  /** A day of Vietnam's, to its end; null for ever. */
  lastDay: string | null
  note: string
}

export type PersonActions = {
  lock: AdminAction<{ accountId: string; reason: string }>
  unlock: AdminAction<{ accountId: string }>
  changeRole: AdminAction<{ accountId: string; role: PersonDto['role'] }>
  readSessions: AdminAction<{ accountId: string }, StaffSessionDto[]>
  endSessions: AdminAction<{ accountId: string; sessionId?: string }>
  readHistory: AdminAction<{ accountId: string }, ProfileRow[]>
  findTitles: AdminAction<{ text: string }, TitleOption[]>
  grant: AdminAction<GrantInput>
  requestData: AdminAction<{ accountId: string }>
  payBack: PayBack
  revoke: AdminAction<{ id: string; reason: string }>
}
