import { posterCard, stillCard } from './card-widths.ts'
import { Row } from './row.tsx'
import { TitleCard, type CardShape } from './title-card.tsx'
import type { TitleCardView } from './views.ts'

/** A row of titles, as posters or as stills. */
export function TitleRow({
  id,
  heading,
  allHref,
  shape = 'poster',
  titles,
}: {
  id: string
  heading: string
  allHref?: string
  shape?: CardShape
  titles: TitleCardView[]
}) {
  const card = shape === 'poster' ? posterCard : stillCard
  if (titles.length === 0) return null
  return (
    <Row id={id} heading={heading} cardClassName={card.className} {...(allHref ? { allHref } : {})}>
      {titles.map((title) => (
        <TitleCard key={title.id} title={title} shape={shape} sizes={card.sizes} />
      ))}
    </Row>
  )
}
