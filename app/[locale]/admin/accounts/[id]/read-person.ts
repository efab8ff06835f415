import type { PersonPage, PersonPowers, RightRow } from '#components/admin/accounts/person-page.ts'
import type { PersonMoney } from '#components/admin/payments/person-money-card.tsx'
import type { Locale } from '#i18n/routing.ts'
import {
  getCredit,
  getPayableCredit,
  listPayments,
  listSubscriptions,
} from '#server/domains/billing/index.ts'
import { getTitleCards } from '#server/domains/catalogue/index.ts'
import { listEntitlements, mayGrantTo } from '#server/domains/entitlements/index.ts'
import { getPerson, mayActUpon } from '#server/domains/identity/index.ts'
import type { PersonDto } from '#server/domains/identity/schemas.ts'
import { may } from '#server/platform/authorize/authorize.ts'
import type { Context } from '#server/platform/context/context.ts'
import { readAuditPage } from '../../audit/read-audit.ts'
import { namePayments } from '../../payments/name-payments.ts'

const lastPayments = 5

/** Gives all that whoever asks may see of a person without being noted. Throws `account.not-found`. */
export async function readPersonPage(
  context: Context,
  locale: Locale,
  accountId: string,
): Promise<PersonPage> {
  const person = await getPerson(context, { accountId })
  const [rights, money, audit] = await Promise.all([
    may(context.actor, 'entitlement.read') ? readRights(context, locale, accountId) : null,
    may(context.actor, 'payment.read') ? readMoney(context, locale, accountId) : null,
    may(context.actor, 'audit.read') ? readAuditPage(context, locale, { subjectId: accountId }, 8) : null,
  ])
  return {
    person,
    powers: powersOver(context, person),
    rights,
    money,
    audit: audit?.entries ?? null,
    nowIso: context.now.toISOString(),
  }
}

/** The verbs decide; this keeps the page from offering what they would refuse. */
function powersOver({ actor }: Context, person: PersonDto): PersonPowers {
  const isOther = actor.kind !== 'account' || actor.accountId !== person.id
  const isFree = isOther && mayActUpon(actor, person)
  return {
    lock: isFree && may(actor, 'account.lock'),
    setRole: isOther && may(actor, 'account.set-role'),
    endSessions: isFree && may(actor, 'account.end-sessions'),
    readPrivate: (isFree || !isOther) && may(actor, 'account.read-private'),
    grant: mayGrantTo(actor, person.id),
    payBack: may(actor, 'payment.refund'),
  }
}

async function readMoney(context: Context, locale: Locale, accountId: string): Promise<PersonMoney> {
  const [{ subscriptions }, credit, payable, { payments }] = await Promise.all([
    listSubscriptions(context, { accountId, limit: lastPayments }),
    getCredit(context, { accountId }),
    getPayableCredit(context, { accountId }),
    listPayments(context, { accountId, limit: lastPayments }),
  ])
  // One that bought nothing beside the living one ended as it began.
  const subscription = subscriptions.find(({ endedAt }) => endedAt === null) ?? subscriptions[0] ?? null
  const payableMinor = payable.amountMinor
  return { subscription, credit, payableMinor, payments: await namePayments(context, locale, payments) }
}

async function readRights(context: Context, locale: Locale, accountId: string): Promise<RightRow[]> {
  const rights = await listEntitlements(context, { accountId })
  const titleIds = rights.flatMap(({ titleId }) => (titleId === null ? [] : [titleId]))
  const cards = await getTitleCards({ titleIds: [...new Set(titleIds)].slice(0, 500) })
  const names = new Map(cards.map((card) => [card.id, card.title[locale]]))
  const now = context.now.toISOString()
  return rights.map((right) => ({
    ...right,
    titleName: right.titleId === null ? null : (names.get(right.titleId) ?? null),
    isLiving: right.revokedAt === null && (right.endsAt === null || right.endsAt > now),
  }))
}
