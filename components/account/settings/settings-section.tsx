import type { ReactNode } from 'react'

/** One part of the settings: a heading, what it is about, and its form. */
export function SettingsSection({
  title,
  lead,
  children,
}: {
  title: string
  lead?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="grid gap-5 border-t border-line py-8 first:border-0 md:grid-cols-[200px_1fr] md:gap-10">
      <div>
        <h2 className="font-display text-[1.1875rem] leading-[1.3] md:text-[1.3125rem]">{title}</h2>
      </div>
      <div className="grid max-w-[440px] gap-5">
        {lead ? <div className="text-body break-words text-shell-2">{lead}</div> : null}
        {children}
      </div>
    </section>
  )
}
