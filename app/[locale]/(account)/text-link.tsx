import { Suspense, type ComponentProps } from 'react'
import { OnwardLink } from '#components/account/onward-link.tsx'
import { Link } from '#i18n/navigation.ts'

const looks = 'rounded-badge font-medium text-lamp-text hover:underline'

/** A link within a sentence. */
export function TextLink(props: ComponentProps<typeof Link>) {
  return <Link {...props} className={looks} />
}

/** The same among the pages of signing in: it takes along where one wanted to be. */
export function OnwardTextLink({
  href,
  children,
}: Pick<ComponentProps<typeof OnwardLink>, 'href' | 'children'>) {
  return (
    <Suspense fallback={<TextLink href={href}>{children}</TextLink>}>
      <OnwardLink href={href} className={looks}>
        {children}
      </OnwardLink>
    </Suspense>
  )
}
