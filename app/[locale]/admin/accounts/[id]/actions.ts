'use server'

import { requestDataExport } from '#server/domains/admin/index.ts'
import { payBackCredit } from '#server/domains/billing/index.ts'
import type { PayBackCreditInput } from '#server/domains/billing/schemas.ts'
import { findTitles, getTitleCards } from '#server/domains/catalogue/index.ts'
import { grantEntitlement, revokeEntitlement } from '#server/domains/entitlements/index.ts'
import {
  endSessionsOfAccount,
  listSessionsOfAccount,
  lockAccount,
  setAccountRole,
  unlockAccount,
} from '#server/domains/identity/index.ts'
import type { SetRoleInput, EndSessionsOfInput, LockAccountInput } from '#server/domains/identity/schemas.ts'
import { listHistoryOfAccount } from '#server/domains/profiles/index.ts'
import { action } from '#server/http/action.ts'
import { authorize } from '#server/platform/authorize/authorize.ts'
import { readGrant, type GrantForm } from './read-grant.ts'

type OfAccount = { accountId: string }

export const lockAccountAction = action(async (context, input: LockAccountInput) => {
  await lockAccount(context, input)
})

export const unlockAccountAction = action(async (context, { accountId }: OfAccount) => {
  await unlockAccount(context, { accountId })
})

export const changeRoleAction = action(async (context, input: SetRoleInput) => {
  await setAccountRole(context, input)
})

export const readSessionsAction = action((context, { accountId }: OfAccount) =>
  listSessionsOfAccount(context, { accountId }),
)

export const endSessionsAction = action(async (context, input: EndSessionsOfInput) => {
  await endSessionsOfAccount(context, input)
})

// An action knows no language of a page: it gives the names in both.
export const readHistoryAction = action(async (context, { accountId }: OfAccount) => {
  const household = await listHistoryOfAccount(context, { accountId })
  const titleIds = household.flatMap(({ watched }) => watched.map((each) => each.titleId))
  const cards = await getTitleCards({ titleIds: [...new Set(titleIds)].slice(0, 500) })
  const names = new Map(cards.map((card) => [card.id, card.title]))
  return household.map(({ profile, watched }) => ({
    ...profile,
    watched: watched.map((each) => ({ ...each, titleName: names.get(each.titleId) ?? null })),
  }))
})

export const findTitlesAction = action(async (context, { text }: { text: string }) => {
  authorize(context, 'entitlement.grant')
  const titles = await findTitles({ text })
  return titles.map(({ id, title, year }) => ({ id, name: title, year }))
})

export const grantAction = action(async (context, input: GrantForm) => {
  authorize(context, 'entitlement.grant')
  await grantEntitlement(context, readGrant(input))
})

export const requestDataAction = action(async (context, { accountId }: OfAccount) => {
  authorize(context, 'account.read-private')
  await requestDataExport(context, { accountId })
})

export const payBackCreditAction = action(async (context, input: PayBackCreditInput) => {
  await payBackCredit(context, input)
})

export const revokeAction = action(async (context, input: { id: string; reason: string }) => {
  await revokeEntitlement(context, input)
})
