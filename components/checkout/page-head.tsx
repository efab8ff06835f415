import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from '#i18n/navigation.ts'

type PageHeadProps = {
  title: string
  /** On a phone, where the bar names the page; the title where it is left out. */
  short?: string
  back: { label: string; href: string } | { label: string; onPress: () => void; busy: boolean }
  /** Says on a phone what the heading says elsewhere. */
  isHiddenOnPhone?: boolean
}

/** The heading with the way back above it; on a phone a bar with both. */
export function PageHead({ title, short = title, back, isHiddenOnPhone = false }: PageHeadProps) {
  return (
    <>
      <div className="relative -mx-(--gutter) flex h-14 items-center justify-center border-b border-line px-16 md:hidden">
        <BackControl back={back} className="absolute left-2 grid size-11 place-items-center rounded-control">
          <ArrowLeft aria-hidden size={20} strokeWidth={1.75} />
          <span className="sr-only">{back.label}</span>
        </BackControl>
        <p aria-hidden className="truncate py-[.12em] font-display text-lead font-[650]">
          {short}
        </p>
      </div>
      <BackControl
        back={back}
        className="inline-flex min-h-9 items-center gap-2.5 rounded-control text-small text-shell-2 hover:text-shell max-md:hidden"
      >
        <ArrowLeft aria-hidden size={16} strokeWidth={1.75} />
        {back.label}
      </BackControl>
      <h1
        className={
          isHiddenOnPhone
            ? 'font-display text-[1.75rem] leading-[1.22] max-md:sr-only md:text-h1'
            : 'font-display text-[1.75rem] leading-[1.22] max-md:mt-5 md:text-h1'
        }
      >
        {title}
      </h1>
    </>
  )
}

function BackControl({
  back,
  className,
  children,
}: {
  back: PageHeadProps['back']
  className: string
  children: ReactNode
}) {
  if ('href' in back) {
    return (
      <Link href={back.href} className={className}>
        {children}
      </Link>
    )
  }
  return (
    <button
      type="button"
      onClick={back.busy ? undefined : back.onPress}
      aria-disabled={back.busy || undefined}
      className={className}
    >
      {children}
    </button>
  )
}
