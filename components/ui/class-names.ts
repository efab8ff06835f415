import { clsx, type ClassValue } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

// Our type roles are font sizes, not colours: without this `text-small text-shell-2` would lose one of the two.
const merge = extendTailwindMerge({
  extend: {
    classGroups: {
      'font-size': [{ text: ['meta', 'small', 'body', 'lead', 'row', 'h2', 'h1'] }],
      rounded: [{ rounded: ['badge', 'poster', 'control', 'card', 'dialog', 'sheet'] }],
      shadow: [{ shadow: ['menu', 'dialog', 'lamp'] }],
    },
  },
})

/** Joins class names; where two set the same property the later one wins. */
export function cn(...values: ClassValue[]): string {
  return merge(clsx(values))
}
