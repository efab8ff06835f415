'use client'

import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from '#i18n/navigation.ts'
import { Menu, MenuContent, MenuRadioGroup, MenuRadioItem, MenuTrigger } from '../ui/menu.tsx'
import { browseHref, sortOrders, toSortOrder, type SortOrder } from './sort-titles.ts'

/** Chooses the order of a page's titles; the choice lives in the address. */
export function SortMenu({ base, genre, order }: { base: string; genre: string | null; order: SortOrder }) {
  const t = useTranslations('catalogue')
  const router = useRouter()
  return (
    <Menu>
      <MenuTrigger className="flex min-h-9 items-center gap-2 rounded-control text-small max-md:min-h-11">
        <span className="text-shell-3">{t('browse.sort')}</span>
        <span className="font-semibold">{t(`browse.${order}`)}</span>
        <ChevronDown aria-hidden size={16} strokeWidth={1.75} />
      </MenuTrigger>
      <MenuContent>
        <MenuRadioGroup
          value={order}
          onValueChange={(value) =>
            router.replace(browseHref(base, genre, toSortOrder(value)), { scroll: false })
          }
        >
          {sortOrders.map((each) => (
            <MenuRadioItem key={each} value={each}>
              {t(`browse.${each}`)}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  )
}
