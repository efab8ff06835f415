import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { BulbBoard } from './bulb-board.tsx'
import { cn } from './class-names.ts'

type StateProps = {
  title: string
  /** One sentence. */
  children?: ReactNode
  /** One way on. */
  action?: ReactNode
  /** The heading's level. */
  heading?: 'h1' | 'h2' | 'h3'
  className?: string
}

/** Nothing here yet: bulb 0 (or another number), one sentence, one action. */
export function EmptyState({ sign = '0', ...props }: StateProps & { sign?: string }) {
  return <StatePanel {...props} sign={sign} />
}

/** Something failed: bulb ! in son, one plain sentence, what was kept, Retry, details folded. */
export function ErrorState({ details, ...props }: StateProps & { details?: string | undefined }) {
  const t = useTranslations('ui')
  return (
    <StatePanel
      {...props}
      sign="!"
      footer={
        details ? (
          <details className="mt-6 text-small text-shell-3">
            <summary className="min-h-11 cursor-pointer content-center">{t('errorDetails')}</summary>
            <code className="font-mono text-meta break-all">{details}</code>
          </details>
        ) : null
      }
    />
  )
}

function StatePanel({
  sign,
  title,
  children,
  action,
  heading: Heading = 'h2',
  className,
  footer,
}: StateProps & { sign: string; footer?: ReactNode }) {
  const failed = sign === '!'
  return (
    <div
      {...(failed ? { role: 'alert' } : {})}
      className={cn('px-gutter mx-auto grid max-w-[420px] justify-items-center py-16 text-center', className)}
    >
      <BulbBoard text={sign} size={failed ? 84 : 104} tone={failed ? 'son' : 'lamp'} />
      <Heading className="mt-8 font-display text-[1.4375rem] leading-[1.3]">{title}</Heading>
      {children ? <div className="mt-2 text-body text-balance text-shell-2">{children}</div> : null}
      {action ? <div className="mt-6 flex w-full flex-col items-center gap-2">{action}</div> : null}
      {footer}
    </div>
  )
}
