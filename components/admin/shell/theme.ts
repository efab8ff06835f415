export type Theme = 'dark' | 'light'

const storageKey = 'marquee.admin-theme'

/**
 * Runs before the first paint of an admin page, so that the light theme never flashes dark. Only admin has
 * a light theme; whoever leaves admin takes it off again with `applyTheme('dark')`.
 */
export const themeScript = `try{if(localStorage.getItem('${storageKey}')==='light')document.documentElement.dataset.theme='light'}catch{}`

let chosen: Theme | null = null

/** Gives the theme chosen on this device; dark is the house's. */
export function readTheme(): Theme {
  try {
    if (chosen) return chosen
    return localStorage.getItem(storageKey) === 'light' ? 'light' : 'dark'
  } catch {
    return 'dark'
  }
}

/** Keeps the theme for this device. */
export function keepTheme(theme: Theme): void {
  chosen = theme
  try {
    localStorage.setItem(storageKey, theme)
  } catch {
    // Without storage the choice lasts until the next page load.
  }
}

/** Shows the page in the theme. */
export function applyTheme(theme: Theme): void {
  if (theme === 'light') document.documentElement.dataset.theme = 'light'
  else delete document.documentElement.dataset.theme
}
