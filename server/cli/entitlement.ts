import { Command, Option } from 'commander'
import { grantEntitlement, listEntitlements, revokeEntitlement } from '../domains/entitlements/index.ts'
import type { EntitlementDto } from '../domains/entitlements/schemas.ts'
import { getTitleForAdmin, listTitlesForAdmin } from '../domains/catalogue/index.ts'
import type { Context } from '../platform/context/context.ts'
import { invalidInput, notFound } from '../platform/errors/app-error.ts'
import { findAccountId } from './find-account.ts'
import { print, table } from './output.ts'
import { onInstance } from './session.ts'

type GrantOptions = {
  title?: string
  reason: 'staff' | 'gift'
  source?: string
  days?: string
  streams?: string
  note?: string
  json?: boolean
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const dayMs = 24 * 60 * 60 * 1000

/** `entitlement grant EMAIL`, `entitlement list EMAIL`, `entitlement revoke ID --reason R` */
export function entitlementCommand(): Command {
  const command = new Command('entitlement').description('What accounts may watch.')
  command
    .command('grant')
    .description('Lets an account watch the whole catalogue, or one title.')
    .argument('<account>', 'by e-mail address or id')
    .option('--title <title>', 'one title, by id or address; the whole catalogue where it is left out')
    .addOption(new Option('--reason <reason>', 'why').choices(['staff', 'gift']).default('gift'))
    .option('--source <name>', 'names this grant: the same name grants an account once')
    .option('--days <days>', 'how long; for ever where it is left out')
    .option('--streams <number>', 'streams at once')
    .option('--note <text>', 'for whoever reads it later')
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, account: string, options: GrantOptions) => {
        const right = await grant(context, account, options)
        print(right, [`${account} may watch ${options.title ?? 'everything'}: right ${right.id}.`], options)
      }),
    )
  command
    .command('list')
    .description('Lists all rights that an account was ever granted.')
    .argument('<account>', 'by e-mail address or id')
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, account: string, options: { json?: boolean }) => {
        const rights = await listEntitlements(context, { accountId: await findAccountId(context, account) })
        const head = ['ID', 'WHAT', 'WHY', 'SOURCE', 'UNTIL', 'STREAMS', 'STATE']
        const lines = rights.length === 0 ? ['There is no right.'] : table([head, ...rights.map(toCells)])
        print(rights, lines, options)
      }),
    )
  command
    .command('revoke')
    .description('Takes a right back; films that play by it alone stop.')
    .argument('<id>', 'of the right')
    .requiredOption('--reason <text>', 'why')
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, id: string, options: { reason: string; json?: boolean }) => {
        const right = await revokeEntitlement(context, { id, reason: options.reason })
        print(right, ['The right is taken back.'], options)
      }),
    )
  return command
}

async function grant(context: Context, account: string, options: GrantOptions): Promise<EntitlementDto> {
  const titleId = options.title === undefined ? null : await findTitleId(context, options.title)
  const days = numberOf(options.days, 'days')
  return grantEntitlement(context, {
    accountId: await findAccountId(context, account),
    scope: titleId === null ? 'catalogue' : 'title',
    titleId,
    reason: options.reason,
    source: options.source ?? `cli:${context.requestId}`,
    endsAt: days === null ? null : new Date(context.now.getTime() + days * dayMs),
    maxStreams: numberOf(options.streams, 'streams'),
    note: options.note ?? null,
  })
}

async function findTitleId(context: Context, title: string): Promise<string> {
  if (uuid.test(title)) return (await getTitleForAdmin(context, { titleId: title })).id
  const { titles } = await listTitlesForAdmin(context, { text: title, pageSize: 200 })
  const found = titles.find(({ slug }) => slug === title)
  if (!found) throw notFound('title', title)
  return found.id
}

function numberOf(text: string | undefined, name: string): number | null {
  if (text === undefined) return null
  const value = Number(text)
  if (Number.isInteger(value) && value > 0) return value
  throw invalidInput('input.invalid', `--${name} must be a whole number above 0.`, { field: name })
}

function toCells(right: EntitlementDto): string[] {
  return [
    right.id,
    right.titleId ?? 'everything',
    right.reason,
    right.source,
    right.endsAt ?? 'for ever',
    String(right.maxStreams ?? ''),
    right.revokedAt ? `taken back: ${right.revokeReason ?? ''}` : 'given',
  ]
}
