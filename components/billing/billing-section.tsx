import type { ReactNode } from 'react'

/** One part of the page: a heading, what leads on from it, and its content. */
export function BillingSection({
  title,
  more,
  children,
}: {
  title: string
  more?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="mt-10">
      <div className="mb-4 flex min-h-6 flex-wrap items-baseline justify-between gap-x-6">
        <h2 className="font-display text-[1.1875rem] leading-[1.3] md:text-[1.3125rem]">{title}</h2>
        {more}
      </div>
      {children}
    </section>
  )
}
