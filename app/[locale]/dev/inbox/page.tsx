import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { EmptyState } from '#components/ui/states.tsx'
import { SiteLogo } from '#components/ui/site-logo.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Link } from '#i18n/navigation.ts'
import { currentContext } from '#server/http/session.ts'
import { listDevInbox, mayReadDevInbox, type KeptMail } from '#server/platform/mail/index.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('mail')
  return { title: t('inbox.title'), robots: { index: false } }
}

/** The mails that went nowhere because `MAIL_URL` is empty. */
export default async function DevInboxPage() {
  const [t, catalogue] = await Promise.all([getTranslations('mail'), getTranslations('catalogue')])
  return (
    <>
      <header className="px-gutter py-6">
        <Link href="/" aria-label={catalogue('nav.homeOf')} className="inline-block rounded-control">
          <SiteLogo />
        </Link>
      </header>
      <main id="content" tabIndex={-1} className="px-gutter mx-auto max-w-[1200px] pb-16 outline-none">
        <h1 className="font-display text-[1.75rem] leading-[1.22] md:text-[2.5rem]">{t('inbox.title')}</h1>
        <p className="mt-2 max-w-[60ch] text-body text-shell-2">{t('inbox.lead')}</p>
        <Suspense fallback={<InboxSkeleton />}>
          <Mails />
        </Suspense>
      </main>
    </>
  )
}

async function Mails() {
  const mails = await readInbox()
  const t = await getTranslations('mail')
  if (mails.length === 0) return <EmptyState title={t('inbox.empty')}>{t('inbox.emptyHint')}</EmptyState>
  return (
    <ul className="mt-8 grid gap-4">
      {mails.map((mail) => (
        <li key={mail.id}>
          <MailCard mail={mail} />
        </li>
      ))}
    </ul>
  )
}

async function readInbox(): Promise<KeptMail[]> {
  const { actor } = await currentContext()
  if (!mayReadDevInbox(actor)) notFound()
  return (await listDevInbox()) ?? notFound()
}

function PlainText({ mail }: { mail: KeptMail }) {
  return (
    <p
      className="mt-4 text-body leading-[1.6] break-words whitespace-pre-wrap text-shell-2"
      lang={mail.language}
    >
      {mail.text}
    </p>
  )
}

async function MailCard({ mail }: { mail: KeptMail }) {
  const [t, format] = await Promise.all([getTranslations('mail'), getFormatter()])
  const sentAt = format.dateTime(new Date(mail.sentAt), { dateStyle: 'short', timeStyle: 'medium' })
  return (
    <article className="rounded-card border border-line bg-ink-1 p-6">
      <h2 className="font-display text-[1.3125rem] leading-[1.3]" lang={mail.language}>
        {mail.subject}
      </h2>
      <p className="mt-1 text-small break-words text-shell-3">
        {t('inbox.toAt', { to: mail.to, time: sentAt })}
      </p>
      {mail.html === undefined ? (
        <PlainText mail={mail} />
      ) : (
        <>
          {/* What a mail holds may run nothing here; its links open beside it. */}
          <iframe
            title={mail.subject}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            srcDoc={mail.html.replace('<head>', '<head><base target="_blank">')}
            className="mt-4 h-[480px] w-full rounded-control bg-[#f8f5f1]"
          />
          <details className="mt-2 text-small text-shell-3">
            <summary className="min-h-11 cursor-pointer content-center">{t('inbox.asText')}</summary>
            <PlainText mail={mail} />
          </details>
        </>
      )}
    </article>
  )
}

function InboxSkeleton() {
  return (
    <div className="mt-8 grid gap-4">
      <Skeleton className="h-48" />
      <Skeleton className="h-48" />
    </div>
  )
}
