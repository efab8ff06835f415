'use client'

import { useTranslations } from 'next-intl'
import { Link } from '#i18n/navigation.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/states.tsx'
import { TitleGrid } from './title-grid.tsx'
import { useViewer } from './viewer-state.tsx'
import type { TitleCardView } from './views.ts'

/** One's list, newest first; what is taken off leaves at once. */
export function ListedTitles({ titles }: { titles: TitleCardView[] }) {
  const t = useTranslations('catalogue')
  const { isListed } = useViewer()
  const listed = titles.filter((title) => isListed(title.id))
  if (listed.length === 0) {
    return (
      <EmptyState
        title={t('list.empty')}
        action={
          <Button asChild variant="lamp">
            <Link href="/titles">{t('list.emptyAction')}</Link>
          </Button>
        }
      >
        {t('list.emptyBody')}
      </EmptyState>
    )
  }
  return (
    <section aria-labelledby="listed">
      <h2 id="listed" className="px-gutter mb-3 text-[1.1875rem] leading-[1.3] md:text-row">
        {t('rows.myList')}
      </h2>
      <TitleGrid titles={listed} />
    </section>
  )
}
