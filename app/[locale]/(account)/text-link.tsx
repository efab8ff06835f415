import type { ComponentProps } from 'react'
import { Link } from '#i18n/navigation.ts'

/** A link within a sentence. */
export function TextLink(props: ComponentProps<typeof Link>) {
  return <Link {...props} className="rounded-badge font-medium text-lamp-text hover:underline" />
}
