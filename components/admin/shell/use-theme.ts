'use client'

import { useLayoutEffect, useSyncExternalStore } from 'react'
import { applyTheme, keepTheme, readTheme, type Theme } from './theme.ts'

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Gives admin's theme and a switch; leaving admin gives the house back its dark. */
export function useTheme(): { theme: Theme; toggle: () => void } {
  const theme = useSyncExternalStore(subscribe, readTheme, () => 'dark' as const)
  const toggle = () => {
    keepTheme(theme === 'light' ? 'dark' : 'light')
    for (const listener of listeners) listener()
  }
  return { theme, toggle }
}

/** Puts the theme on the page for as long as admin is open. Stands once, where it stays while pages change. */
export function useAppliedTheme(): void {
  const { theme } = useTheme()
  useLayoutEffect(() => {
    applyTheme(theme)
    return () => applyTheme('dark')
  }, [theme])
}
