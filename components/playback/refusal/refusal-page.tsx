import { ArrowLeft } from 'lucide-react'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Link } from '#i18n/navigation.ts'
import { BulbBoard } from '../../ui/bulb-board.tsx'
import { Button } from '../../ui/button.tsx'
import { PinRefusal } from './pin-refusal.tsx'
import type { Refusal } from './refusal.ts'
import { StreamsRefusal } from './streams-refusal.tsx'

type RefusalPageProps = {
  refusal: Refusal
  /** The title as the page's language names it, and where its own page is; null for what is shown no more. */
  title: { name: string; slug: string } | null
}

/** What stands in the player's place when somebody may not watch: why, in a sentence, and the next step. */
export function RefusalPage({ refusal, title }: RefusalPageProps) {
  const t = useTranslations('playback')
  return (
    <div className="px-gutter relative grid min-h-dvh grid-rows-[auto_1fr] bg-black pb-12">
      <header className="flex min-h-16 items-center gap-2 pt-[max(8px,env(safe-area-inset-top))]">
        <Button asChild variant="text" className="-ml-3 w-11 px-0">
          <Link href={(title ? `/titles/${title.slug}` : '/') as never} aria-label={t('back')}>
            <ArrowLeft aria-hidden size={22} strokeWidth={1.75} />
          </Link>
        </Button>
        {title ? (
          <p className="truncate text-[1.1875rem] font-semibold max-md:text-body">{title.name}</p>
        ) : null}
      </header>
      <div className="grid place-items-center">
        <div className="grid w-full max-w-[440px] justify-items-center text-center">
          <Told refusal={refusal} home={title ? `/titles/${title.slug}` : '/'} />
        </div>
      </div>
    </div>
  )
}

function Told({ refusal, home }: { refusal: Refusal; home: string }) {
  const t = useTranslations('playback.refusal')
  const format = useFormatter()
  const places = usePlaces()
  const back = <Way href={home}>{t(home === '/' ? 'home' : 'back')}</Way>
  switch (refusal.reason) {
    case 'not-entitled':
      return (
        <Panel sign="?" heading={t('notEntitled.title')} way={back}>
          {t('notEntitled.body')}
        </Panel>
      )
    case 'unverified':
      return (
        <Panel
          sign="!"
          heading={t('unverified.title')}
          way={<Way href="/settings">{t('unverified.action')}</Way>}
        >
          {t('unverified.body')}
        </Panel>
      )
    case 'region':
      return (
        <Panel sign="?" heading={t('region.title', { place: places([refusal.country]) })} way={back}>
          {t('region.body', { places: places(refusal.regions) })}
        </Panel>
      )
    case 'region-unknown':
      return (
        <Panel
          sign="?"
          heading={t('regionUnknown.title')}
          way={<Way href="/settings">{t('regionUnknown.action')}</Way>}
        >
          {t('regionUnknown.body', { places: places(refusal.regions) })}
        </Panel>
      )
    case 'not-yet':
      return (
        <Panel sign={refusal.days > 99 ? '?' : String(refusal.days)} heading={t('notYet.title')} way={back}>
          {t('notYet.body', {
            days: refusal.days,
            at: format.dateTime(new Date(refusal.from), { dateStyle: 'full', timeStyle: 'short' }),
          })}
        </Panel>
      )
    case 'no-longer':
      return (
        <Panel sign="0" heading={t('noLonger.title')} way={<Way href="/">{t('home')}</Way>}>
          {t('noLonger.body')}
        </Panel>
      )
    case 'rating-limit':
      return <PinRefusal refusal={refusal} />
    case 'too-many-streams':
      return <StreamsRefusal refusal={refusal} />
  }
}

function Panel({
  sign,
  heading,
  way,
  children,
}: {
  sign: string
  heading: string
  way: ReactNode
  children: ReactNode
}) {
  return (
    <>
      <BulbBoard text={sign} size={96} tone={sign === '!' ? 'son' : 'lamp'} />
      <h1 className="mt-8 font-display text-[1.4375rem] leading-[1.3] text-balance">{heading}</h1>
      <p className="mt-2 text-body text-balance text-shell-2">{children}</p>
      <div className="mt-6 w-full max-w-[334px]">{way}</div>
    </>
  )
}

function Way({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Button asChild variant="lamp" size="lg" className="w-full">
      <Link href={href as never}>{children}</Link>
    </Button>
  )
}

/** Names countries in the page's language: "Việt Nam và Lào". */
function usePlaces(): (codes: readonly string[]) => string {
  const locale = useLocale()
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' })
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  return (codes) => list.format(codes.map((code) => names.of(code) ?? code))
}
