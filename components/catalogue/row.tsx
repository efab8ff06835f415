'use client'

import useEmblaCarousel from 'embla-carousel-react'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import {
  Children,
  isValidElement,
  useEffect,
  useId,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import { Link } from '#i18n/navigation.ts'
import { cn } from '../ui/class-names.ts'
import { useMedia } from '../ui/use-media.ts'

type RowProps = {
  /** Names the place in the row's memory: unique on its page. */
  id: string
  heading: string
  /** "Xem tất cả". */
  allHref?: string
  /** Of one card, as classes that set a width. */
  cardClassName: string
  children: ReactNode
}

/** A heading and cards that bleed off the right edge: arrows, swipe and keys; keeps its place. */
export function Row({ id, heading, allHref, cardClassName, children }: RowProps) {
  const t = useTranslations('catalogue')
  const headingId = useId()
  const reduced = useMedia('(prefers-reduced-motion: reduce)')
  const [viewportRef, embla] = useEmblaCarousel({
    align: 'start',
    containScroll: 'trimSnaps',
    slidesToScroll: 'auto',
    dragFree: true,
    duration: reduced ? 0 : 28,
  })
  const reach = useRowPlace(embla, id)
  const cards = Children.toArray(children)
  if (cards.length === 0) return null
  return (
    <section aria-labelledby={headingId} className="group/row relative">
      <div className="px-gutter flex items-baseline justify-between gap-4">
        <h2 id={headingId} className="text-[1.1875rem] leading-[1.3] md:text-row">
          {heading}
        </h2>
        {allHref ? (
          <Link
            href={allHref}
            className="group/all flex min-h-9 shrink-0 items-center gap-1 rounded-control text-small font-medium text-shell-2 hover:text-shell max-md:min-h-11"
          >
            {t('seeAll')}
            <span className="sr-only">{heading}</span>
            <ChevronRight aria-hidden size={16} strokeWidth={1.75} />
          </Link>
        ) : null}
      </div>
      <div className="relative mt-1 md:mt-2">
        <div ref={viewportRef} className="row-viewport overflow-hidden">
          {/* Arrow keys come up from the links: the list only passes them on. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
          <ul className="flex touch-pan-y" onKeyDown={moveAlongRow}>
            {cards.map((card, index) => (
              // A card may be taken out of its row: the others keep what they are.
              <li key={(isValidElement(card) && card.key) || index} className={cn('shrink-0', cardClassName)}>
                {card}
              </li>
            ))}
          </ul>
        </div>
        <RowArrow
          side="left"
          shown={reach.back}
          label={t('row.back', { heading })}
          onPress={() => embla?.scrollPrev()}
        />
        <RowArrow
          side="right"
          shown={reach.on}
          label={t('row.on', { heading })}
          onPress={() => embla?.scrollNext()}
        />
      </div>
    </section>
  )
}

type Embla = ReturnType<typeof useEmblaCarousel>[1]

/** Remembers how far a row was scrolled, and tells which way it still goes. */
function useRowPlace(embla: Embla, id: string) {
  const [reach, setReach] = useState({ back: false, on: false })
  useEffect(() => {
    if (!embla) return
    const key = `row:${window.location.pathname}:${id}`
    const kept = readPlace(key)
    if (kept > 0) embla.scrollTo(kept, true)
    const update = () => setReach({ back: embla.canScrollPrev(), on: embla.canScrollNext() })
    const keep = () => keepPlace(key, embla.selectedScrollSnap())
    update()
    embla.on('select', update).on('reInit', update).on('select', keep)
    return () => {
      embla.off('select', update).off('reInit', update).off('select', keep)
    }
  }, [embla, id])
  return reach
}

function readPlace(key: string): number {
  try {
    return Number(sessionStorage.getItem(key) ?? 0)
  } catch {
    return 0
  }
}

function keepPlace(key: string, snap: number): void {
  try {
    sessionStorage.setItem(key, String(snap))
  } catch {
    // A browser that forbids storage only forgets the place.
  }
}

/** Left and right walk through a row's cards, for keyboards and remote controls; Home and End jump. */
function moveAlongRow(event: KeyboardEvent<HTMLUListElement>) {
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a.title-card')]
  const at = links.indexOf(document.activeElement as HTMLElement)
  if (at < 0) return
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: links.length - 1 }[event.key]
  const link = to === undefined ? undefined : links[to]
  if (!link) return
  event.preventDefault()
  link.focus()
}

function RowArrow({
  side,
  shown,
  label,
  onPress,
}: {
  side: 'left' | 'right'
  shown: boolean
  label: string
  onPress: () => void
}) {
  if (!shown) return null
  const Icon = side === 'left' ? ChevronLeft : ChevronRight
  return (
    <button
      type="button"
      // The cards themselves take the focus and scroll into view: the arrows are for pointers.
      tabIndex={-1}
      aria-label={label}
      onClick={onPress}
      className={cn(
        'row-arrow absolute inset-y-3 z-10 hidden w-11 place-items-center text-shell opacity-0 transition-opacity duration-[120ms] group-focus-within/row:opacity-100 group-hover/row:opacity-100 [@media(hover:hover)]:grid',
        side === 'left' ? 'left-0 rounded-r-control' : 'right-0 rounded-l-control',
      )}
    >
      <Icon aria-hidden size={24} strokeWidth={1.75} />
    </button>
  )
}
