import type { SectionKey } from '#components/admin/shell/sections.ts'
import { may, type Permission } from '#server/platform/authorize/authorize.ts'
import type { Actor } from '#server/platform/context/context.ts'

/** What each section of admin wants to be opened; its verbs ask again for each thing they do. */
const wanted: Record<SectionKey, Permission> = {
  titles: 'title.read-draft',
  encodes: 'media.read',
  jobs: 'job.read',
  accounts: 'account.read',
  plans: 'offer.read',
  subscribers: 'payment.read',
  payments: 'payment.read',
  transfers: 'payment.read',
  webhooks: 'payment.read',
  reconciliation: 'payment.settle',
  ledger: 'ledger.read',
  audit: 'audit.read',
}

/** Gives the sections that the actor may open, in the order of the navigation. */
export function allowedSections(actor: Actor): SectionKey[] {
  return (Object.keys(wanted) as SectionKey[]).filter((key) => mayOpen(actor, key))
}

/** Tells whether the actor may open a section of admin. */
export function mayOpen(actor: Actor, section: SectionKey): boolean {
  return may(actor, wanted[section])
}
