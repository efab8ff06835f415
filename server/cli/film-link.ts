import type { Command } from 'commander'
import { createOperatorLink, listOperatorLinks, revokeOperatorLink } from '../domains/playback/index.ts'
import type { OperatorLinkDto } from '../domains/playback/schemas.ts'
import type { Context } from '../platform/context/context.ts'
import { invalidInput } from '../platform/errors/app-error.ts'
import { findAssetToPlay } from './find-asset.ts'
import { print, table } from './output.ts'
import { onInstance } from './session.ts'

type LinkOptions = { hours?: string; revoke?: string; json?: boolean }

/** `film link ID [--hours N]`, `film link --revoke LINK`, `film links` */
export function addLinkCommands(film: Command): void {
  film
    .command('link')
    .alias('url')
    .description(
      'Gives addresses that open in any player until they end or are taken back; the audit log keeps who asked.',
    )
    .argument('[id]', 'a title (of a series its first film), by id or address, or one film by its asset id')
    .option('--hours <hours>', 'how long the link is good; 12 where it is left out')
    .option('--revoke <link>', 'takes the link of this id back instead')
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, id: string | undefined, options: LinkOptions) => {
        if (options.revoke !== undefined) return revoke(context, options.revoke, options)
        if (id === undefined) throw invalidInput('input.invalid', 'Name a film, or a link with --revoke.')
        const assetId = await findAssetToPlay(context, id)
        const link = await createOperatorLink(context, { assetId, hours: hoursOf(options.hours) })
        const lines = [
          `HLS   ${link.hls}`,
          `DASH  ${link.dash ?? 'none'}`,
          `Good until ${link.expiresAt}, or until film link --revoke ${link.id}`,
        ]
        print(link, lines, options)
      }),
    )
  film
    .command('links')
    .description('Lists the newest links that were given out.')
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, options: { json?: boolean }) => {
        const links = await listOperatorLinks(context)
        const head = ['ID', 'ASSET', 'BY', 'MADE', 'UNTIL', 'STATE']
        const rows = links.map((link) => toCells(link, context.now))
        print(links, links.length === 0 ? ['There is no link.'] : table([head, ...rows]), options)
      }),
    )
}

async function revoke(context: Context, id: string, options: LinkOptions): Promise<void> {
  await revokeOperatorLink(context, { id })
  print({ id, revoked: true }, ['The link is taken back.'], options)
}

function hoursOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const hours = Number(text)
  if (Number.isFinite(hours) && hours > 0) return hours
  throw invalidInput('input.invalid', '--hours must be a number above 0.', { field: 'hours' })
}

function toCells(link: OperatorLinkDto, now: Date): string[] {
  const isOver = Date.parse(link.expiresAt) <= now.getTime()
  const state = link.revokedAt ? 'taken back' : isOver ? 'over' : 'good'
  return [link.id, link.assetId, link.createdBy, link.createdAt, link.expiresAt, state]
}
