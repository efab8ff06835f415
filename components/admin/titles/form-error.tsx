import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

/** Why a form was not taken, said once above its buttons. */
export function FormError({ children }: { children: ReactNode }) {
  return (
    <div
      role="alert"
      className="flex items-start gap-2 rounded-control bg-son-bg px-3.5 py-2.5 text-small text-son-text"
    >
      <CircleAlert aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0" />
      <div className="min-w-0">{children}</div>
    </div>
  )
}
