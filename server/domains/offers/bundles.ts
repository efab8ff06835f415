import { authorize } from '../../platform/authorize/authorize.ts'
import { systemContext, type Context } from '../../platform/context/context.ts'
import { notFound } from '../../platform/errors/app-error.ts'
import { parseInput } from '../../platform/errors/parse-input.ts'
import { database, type Transaction } from '../../platform/postgres/postgres.ts'
import { nameTitles } from '../catalogue/index.ts'
import {
  insertBundle,
  lockBundle,
  readBundles,
  renameBundle,
  replaceBundleTitles,
  type BundleRow,
} from './bundle.repository.ts'
import { changeOffers } from './change-offers.ts'
import { bundleNotFound } from './errors.ts'
import { numberSlugs } from './number-slugs.ts'
import {
  createBundleSchema,
  updateBundleSchema,
  type BundleDto,
  type CreateBundleInput,
  type NamedBundleDto,
  type UpdateBundleInput,
} from './schemas.ts'

const mostNamed = 1000

/** Puts titles together that are sold as one. Wants `offer.write`; throws `title.not-found`. */
export async function createBundle(context: Context, input: CreateBundleInput): Promise<BundleDto> {
  authorize(context, 'offer.write')
  const { name, titleIds } = parseInput(createBundleSchema, input)
  await requireTitles(titleIds)
  return changeOffers(context, async (tx, note) => {
    const { id, slug } = await insertWithSlug(tx, { name, createdAt: context.now })
    await replaceBundleTitles(tx, id, titleIds)
    await note({ action: 'bundle.create', kind: 'bundle', id, change: 'created', detail: { slug, titleIds } })
    return readOne(tx, id)
  })
}

/**
 * Renames a bundle or changes its titles; who bought it keeps what they bought. Wants `offer.write`; throws
 * `bundle.not-found`, `title.not-found`.
 */
export async function updateBundle(context: Context, input: UpdateBundleInput): Promise<BundleDto> {
  authorize(context, 'offer.write')
  const { bundleId: id, name, titleIds } = parseInput(updateBundleSchema, input)
  if (titleIds) await requireTitles(titleIds)
  return changeOffers(context, async (tx, note) => {
    const before = await lockBundle(tx, id)
    if (!before) throw bundleNotFound(id)
    if (name) await renameBundle(tx, id, name)
    if (titleIds) await replaceBundleTitles(tx, id, titleIds)
    const detail = { slug: before.slug, ...(titleIds && { titleIds }) }
    await note({ action: 'bundle.update', kind: 'bundle', id, change: 'updated', detail })
    return readOne(tx, id)
  })
}

/** Gives all bundles with the names of their titles, the newest first; wants `offer.read`. */
export async function listBundles(context: Context): Promise<NamedBundleDto[]> {
  authorize(context, 'offer.read')
  const bundles = await readBundles(database())
  const titleIds = [...new Set(bundles.flatMap((bundle) => bundle.titleIds))]
  const names = await nameTitles(systemContext('offers'), { titleIds: titleIds.slice(0, mostNamed) })
  return bundles.map((bundle) => ({
    ...bundle,
    titles: bundle.titleIds.map((id) => ({ id, name: names.get(id) ?? null })),
  }))
}

async function readOne(tx: Transaction, id: string): Promise<BundleDto> {
  const [bundle] = await readBundles(tx, [id])
  if (!bundle) throw new Error(`Bundle ${id} vanished while it was written.`)
  return bundle
}

async function insertWithSlug(
  tx: Transaction,
  bundle: Pick<BundleRow, 'name' | 'createdAt'>,
): Promise<BundleRow> {
  for (const slug of numberSlugs(bundle.name.vi, 'bundle')) {
    const row = await insertBundle(tx, { ...bundle, slug })
    if (row) return row
  }
  throw new Error(`There are too many bundles named ${bundle.name.vi}.`)
}

async function requireTitles(titleIds: string[]): Promise<void> {
  const known = await nameTitles(systemContext('offers'), { titleIds })
  const missing = titleIds.find((id) => !known.has(id))
  if (missing !== undefined) throw notFound('title', missing)
}
