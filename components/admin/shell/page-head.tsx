import type { ReactNode } from 'react'

/** A page's name, one line about it, and what can be done at the right. */
export function PageHead({
  title,
  lead,
  actions,
}: {
  title: ReactNode
  lead?: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
      <div className="min-w-0">
        <h1 className="text-[1.75rem] leading-[1.3]">{title}</h1>
        {lead ? <div className="text-small text-shell-2">{lead}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2 pt-1.5">{actions}</div> : null}
    </div>
  )
}
