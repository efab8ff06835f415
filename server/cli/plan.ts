import { Command, Option } from 'commander'
import { getTitleForAdmin, listTitlesForAdmin } from '../domains/catalogue/index.ts'
import { listPlansForAdmin, listTitleOffers, offerTitle, setPrice } from '../domains/offers/index.ts'
import {
  currencies,
  intervals,
  titleOfferKinds,
  type Currency,
  type Interval,
  type PriceDto,
  type Target,
  type TitleOfferKind,
} from '../domains/offers/schemas.ts'
import type { Context } from '../platform/context/context.ts'
import { invalidInput, notFound } from '../platform/errors/app-error.ts'
import { print, table } from './output.ts'
import { onInstance } from './session.ts'

type Json = { json?: boolean }
type PriceOptions = Json & { currency: Currency; amount: string }

type TitlePriceOptions = PriceOptions & { kind: TitleOfferKind; season?: string }

const currencyOption = () =>
  new Option('--currency <currency>', 'what it is paid in').choices(currencies).default('VND')
const amountOption = '--amount <number>'
const amountWords = 'in the smallest part of the currency: 89000 is 89,000 VND, 399 is 3.99 USD'

/** `plan list`, `plan price SLUG --amount N` */
export function planCommand(): Command {
  const command = new Command('plan').description('Plans that viewers subscribe to, and their prices.')
  command
    .command('list')
    .description('Lists all plans with today’s prices.')
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, options: Json) => {
        const plans = await listPlansForAdmin(context)
        const rows = plans.map(({ slug, name, status, prices }) => [slug, name.en, status, today(prices)])
        const head = ['ADDRESS', 'NAME', 'STATE', 'PRICES']
        print(plans, plans.length === 0 ? ['There is no plan.'] : table([head, ...rows]), options)
      }),
    )
  command
    .command('price')
    .description('Sets what a plan costs from now on.')
    .argument('<plan>', 'by its address')
    .addOption(new Option('--interval <interval>', 'what it pays for').choices(intervals).default('month'))
    .addOption(currencyOption())
    .requiredOption(amountOption, amountWords)
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, slug: string, options: PriceOptions & { interval: Interval }) => {
        const find = async () => (await listPlansForAdmin(context)).find((plan) => plan.slug === slug)
        const plan = await find()
        if (!plan) throw notFound('plan', slug)
        const { interval, currency, amount } = options
        const offer = { kind: 'plan' as const, planId: plan.id, interval }
        await setPrice(context, { offer, currency, amountMinor: readNumber(amount, 'amount') })
        print(await find(), [`${slug} costs ${amount} ${currency} each ${interval}.`], options)
      }),
    )
  return command
}

/** `title-offer list TITLE`, `title-offer set TITLE --kind rental --amount N` */
export function titleOfferCommand(): Command {
  const command = new Command('title-offer').description('Titles that are rented out and sold.')
  command
    .command('list')
    .description('Lists how a title is rented out and sold, with today’s prices.')
    .argument('<title>', 'by its address')
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, slug: string, options: Json) => {
        const offers = await listTitleOffers(context, { titleId: await findTitleId(context, slug) })
        const rows = offers.map(({ kind, target, status, prices }) => [
          kind,
          target.kind,
          status,
          today(prices),
        ])
        const head = ['HOW', 'WHAT', 'STATE', 'PRICES']
        print(offers, offers.length === 0 ? ['It is not sold.'] : table([head, ...rows]), options)
      }),
    )
  command
    .command('set')
    .description('Rents out or sells a title, or a season of it, for this price from now on.')
    .argument('<title>', 'by its address')
    .addOption(new Option('--kind <kind>', 'how').choices(titleOfferKinds).default('rental'))
    .option('--season <number>', 'this season alone')
    .addOption(currencyOption())
    .requiredOption(amountOption, amountWords)
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, slug: string, options: TitlePriceOptions) => {
        const { kind, currency, amount, season } = options
        const titleId = await findTitleId(context, slug)
        const { id } = await offerTitle(context, {
          kind,
          target: await findTarget(context, titleId, season),
          prices: [{ currency, amountMinor: readNumber(amount, 'amount') }],
        })
        const offers = await listTitleOffers(context, { titleId })
        const set = offers.find((offer) => offer.id === id)
        print(
          set,
          [`${slug}${season === undefined ? '' : `, season ${season}`}: ${kind} for ${amount} ${currency}.`],
          options,
        )
      }),
    )
  return command
}

function today(prices: readonly PriceDto[]): string {
  return prices
    .filter(({ validUntil }) => validUntil === null)
    .map(
      ({ amountMinor, currency, interval }) => `${amountMinor} ${currency}${interval ? `/${interval}` : ''}`,
    )
    .join(', ')
}

function readNumber(text: string, field: 'amount' | 'season'): number {
  if (/^\d+$/.test(text)) return Number(text)
  throw invalidInput('input.invalid', `--${field} must be a whole number.`, { field })
}

async function findTarget(context: Context, titleId: string, season: string | undefined): Promise<Target> {
  if (season === undefined) return { kind: 'title', id: titleId }
  const number = readNumber(season, 'season')
  const { seasons } = await getTitleForAdmin(context, { titleId })
  const id = seasons.find((each) => each.number === number)?.id
  if (!id) throw notFound('season', season)
  return { kind: 'season', id }
}

async function findTitleId(context: Context, slug: string): Promise<string> {
  const { titles } = await listTitlesForAdmin(context, { text: slug, pageSize: 200 })
  const found = titles.find((title) => title.slug === slug)
  if (!found) throw notFound('title', slug)
  return found.id
}
