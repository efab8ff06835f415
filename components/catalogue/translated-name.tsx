/** The name as a line of text under lettering in another language; the lettering already says it to screen readers. */
export function TranslatedName({ name }: { name: string | null }) {
  if (name === null) return null
  return (
    <p aria-hidden className="mt-3 font-display text-[1.1875rem] leading-[1.3] text-shell md:text-row">
      {name}
    </p>
  )
}
