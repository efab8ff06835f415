import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

/** A card with amounts beside what they are for, and below them what is to be known. */
export function OrderCard({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="rounded-card border border-line bg-ink-1 p-5 md:p-6">
      <h2 className="font-display text-[1.1875rem] leading-[1.4] break-words">{title}</h2>
      {children}
    </section>
  )
}

/** One amount; the total is larger and stands between lines. */
export function OrderLine({
  label,
  amount,
  isTotal = false,
}: {
  label: string
  amount: string
  isTotal?: boolean
}) {
  if (isTotal) {
    return (
      <p className="mt-4 flex items-baseline justify-between gap-4 border-t border-line pt-4">
        <span className="text-body font-semibold">{label}</span>
        <span className="tabular shrink-0 text-[1.3125rem] leading-[1.4] font-semibold">{amount}</span>
      </p>
    )
  }
  return (
    <p className="mt-3 flex items-baseline justify-between gap-4 text-body">
      <span className="min-w-0 break-words text-shell-2">{label}</span>
      <span className="tabular shrink-0 font-medium">{amount}</span>
    </p>
  )
}

/** What is to be known before one pays. */
export function OrderNotes({ notes }: { notes: { icon: LucideIcon; text: string }[] }) {
  return (
    <ul className="mt-4 grid gap-2.5 border-t border-line pt-4">
      {notes.map(({ icon: Icon, text }) => (
        <li key={text} className="flex items-start gap-2.5 text-small text-shell-2">
          <Icon aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0" />
          {text}
        </li>
      ))}
    </ul>
  )
}
