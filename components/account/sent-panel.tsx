'use client'

import type { LucideIcon } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'

type SentPanelProps = { icon: LucideIcon; title: string; lead: string; children?: ReactNode }

/** What stands in a form's place once it is sent; takes the focus, so that screen readers tell it. */
export function SentPanel({ icon: Icon, title, lead, children }: SentPanelProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="grid gap-4">
      <Icon aria-hidden size={32} strokeWidth={1.75} className="text-lamp-text" />
      <h2
        ref={heading}
        tabIndex={-1}
        className="font-display text-[1.4375rem] leading-[1.3] outline-none md:text-[1.625rem]"
      >
        {title}
      </h2>
      <p className="text-body break-words text-shell-2">{lead}</p>
      {children}
    </section>
  )
}
