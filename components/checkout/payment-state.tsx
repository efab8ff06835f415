import type { ReactNode } from 'react'
import { BulbBoard } from '../ui/bulb-board.tsx'
import { Poster } from './bought-card.tsx'
import type { BoughtView } from './views.ts'

type PaymentStateProps = {
  /** What is bought, as a picture; a sign of the board where there is none. */
  bought?: BoughtView
  sign?: string
  title: string
  lead: ReactNode
  children: ReactNode
}

/** Where a payment stands, in the middle of the page, with the ways on. */
export function PaymentState({ bought, sign = 'logo', title, lead, children }: PaymentStateProps) {
  const first = bought && bought.kind !== 'plan' ? bought.titles[0] : undefined
  const failed = sign === '!'
  return (
    <div className="mx-auto grid max-w-[460px] justify-items-center py-12 text-center md:py-20">
      {first ? (
        <Poster title={first} className="w-32 self-center md:w-40" />
      ) : (
        <BulbBoard text={sign} size={failed ? 84 : 96} tone={failed ? 'son' : 'lamp'} />
      )}
      <h1 className="mt-8 font-display text-[1.625rem] leading-[1.3] break-words md:text-[2rem]">{title}</h1>
      <div className="mt-3 grid gap-2 text-body text-balance text-shell-2">{lead}</div>
      <div className="mt-8 flex w-full max-w-[340px] flex-col gap-2">{children}</div>
    </div>
  )
}
