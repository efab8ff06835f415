'use client'

import { useSearchParams } from 'next/navigation'
import { useEffect, useRef, useTransition } from 'react'
import { usePathname, useRouter } from '#i18n/navigation.ts'

export type TableUrl = {
  pending: boolean
  get: (name: string) => string | null
  /** Null takes a parameter out. Any change but of the page goes back to the first page. */
  set: (changes: Record<string, string | null>) => void
  clear: () => void
  search: string
}

/** Keeps a table's filters, order and page in the address; `pending` while the new rows are on their way. */
export function useTableUrl(): TableUrl {
  const router = useRouter()
  const pathname = usePathname()
  const params = useSearchParams()
  const [pending, startTransition] = useTransition()
  // A second change made before the first has arrived is made to that one, not in its stead.
  const underway = useRef<URLSearchParams>(null)
  useEffect(() => {
    if (!pending) underway.current = null
  }, [pending])
  const go = (next: URLSearchParams) => {
    underway.current = next
    const search = next.toString()
    startTransition(() =>
      router.replace(search === '' ? pathname : `${pathname}?${search}`, { scroll: false }),
    )
  }
  return {
    pending,
    search: params.toString(),
    get: (name) => params.get(name),
    set: (changes) => {
      const next = new URLSearchParams(underway.current ?? params)
      if (!('page' in changes)) next.delete('page')
      for (const [name, value] of Object.entries(changes)) {
        if (value === null || value === '') next.delete(name)
        else next.set(name, value)
      }
      go(next)
    },
    clear: () => go(new URLSearchParams()),
  }
}
