import { getTranslations } from 'next-intl/server'
import { preload } from 'react-dom'
import { Player } from '#components/playback/player.tsx'
import { RefusalPage } from '#components/playback/refusal/refusal-page.tsx'
import type { Refusal } from '#components/playback/refusal/refusal.ts'
import { RunningBulbs } from '#components/ui/running-bulbs.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/states.tsx'
import { getPathname, Link, redirect } from '#i18n/navigation.ts'
import { authorisePlayback, chooseTitleAddress } from '#server/domains/playback/index.ts'
import type { AuthorisePlaybackInput, PlaybackDto } from '#server/domains/playback/schemas.ts'
import { currentContext } from '#server/http/session.ts'
import type { Context } from '#server/platform/context/context.ts'
import { AppError } from '#server/platform/errors/app-error.ts'
import { pageLocale } from '../../page-locale.ts'
import { SessionGuard } from '../../session-guard.tsx'
import { readTitle } from '../catalogue-reads.ts'
import { textIn } from '../title-view.ts'
import { findLimit, requireWatcher } from '../viewer-reads.ts'
import { readRefusal } from './read-refusal.ts'

type WatchViewProps = {
  wanted: Extract<AuthorisePlaybackInput, { slug: string }>
  /** This page's address without a language prefix, to come back to after signing in. */
  path: string
}

/** The player with everything it needs already in the page, or what stands in its place. */
export async function WatchView({ wanted, path }: WatchViewProps) {
  const [context, locale] = await Promise.all([currentContext(), pageLocale()])
  if (context.actor.kind === 'anonymous') {
    const callbackUrl = getPathname({ href: path, locale })
    return redirect({ href: { pathname: '/sign-in', query: { callbackUrl } }, locale })
  }
  await requireWatcher(path)
  const found = await findPlayback(context, wanted)
  if (found === null) return <Unavailable />
  if ('reason' in found) return <RefusalView refusal={found} slug={wanted.slug} />
  if ('address' in found) return redirect({ href: found.address, locale })
  // The browser fetches the manifest while it still reads the player's code.
  preload(found.hls, { as: 'fetch', crossOrigin: 'anonymous' })
  return (
    <>
      <Player key={found.assetId} playback={found} />
      <SessionGuard />
    </>
  )
}

/** The film; or, for a series or course without an episode named, where to go; or null when there is nothing. */
async function findPlayback(
  context: Context,
  wanted: WatchViewProps['wanted'],
): Promise<PlaybackDto | Refusal | { address: string } | null> {
  try {
    return await authorisePlayback(context, wanted)
  } catch (error) {
    if (!isAbsent(error)) return whyNot(context, error)
  }
  if (wanted.episode) return null
  try {
    const address = await chooseTitleAddress(context, { slug: wanted.slug })
    return address === null || address === `/watch/${wanted.slug}` ? null : { address }
  } catch (error) {
    if (isAbsent(error)) return null
    throw error
  }
}

async function whyNot(context: Context, error: unknown): Promise<Refusal> {
  const refusal = error instanceof AppError ? await readRefusal(context, error) : null
  if (!refusal) throw error
  return refusal
}

async function RefusalView({ refusal, slug }: { refusal: Refusal; slug: string }) {
  const [limit, locale] = await Promise.all([findLimit(), pageLocale()])
  const title = await readTitle(slug, limit)
  return <RefusalPage refusal={refusal} title={title && { name: textIn(locale, title.title), slug }} />
}

function isAbsent(error: unknown): boolean {
  return error instanceof AppError && (error.kind === 'not-found' || error.kind === 'invalid-input')
}

/** What stands there while the page is being made: the dark room. */
export async function WatchLoading() {
  const t = await getTranslations('playback')
  return (
    <output className="fixed inset-0 grid place-items-center bg-black text-lamp">
      <RunningBulbs />
      <span className="sr-only">{t('loading')}</span>
    </output>
  )
}

async function Unavailable() {
  const t = await getTranslations('playback.unavailable')
  return (
    <div className="grid min-h-dvh place-items-center">
      <EmptyState
        heading="h1"
        title={t('title')}
        action={
          <Button asChild variant="lamp" size="lg">
            <Link href="/">{t('action')}</Link>
          </Button>
        }
      >
        {t('body')}
      </EmptyState>
    </div>
  )
}
