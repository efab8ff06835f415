import { CircleAlert, CircleCheck } from 'lucide-react'
import type { ReactNode } from 'react'

/** One sentence at the head of a form: what was refused, or what is done. */
export function AlertLine({ tone, children }: { tone: 'refused' | 'done'; children: ReactNode }) {
  if (tone === 'refused') {
    return (
      <p
        role="alert"
        className="flex items-start gap-2.5 rounded-control bg-son-bg px-4 py-3 text-body text-son-text"
      >
        <CircleAlert aria-hidden size={18} strokeWidth={1.75} className="mt-1 shrink-0" />
        {children}
      </p>
    )
  }
  return (
    <output className="flex items-start gap-2.5 rounded-control bg-jade-bg px-4 py-3 text-body text-jade">
      <CircleCheck aria-hidden size={18} strokeWidth={1.75} className="mt-1 shrink-0" />
      {children}
    </output>
  )
}
