import { TitleCard } from './title-card.tsx'
import type { TitleCardView } from './views.ts'

/** All titles of a page as captioned posters. */
export function TitleGrid({ titles }: { titles: TitleCardView[] }) {
  return (
    <ul className="title-grid px-gutter">
      {titles.map((title, index) => (
        <li key={title.id} className="min-w-0">
          <TitleCard
            title={title}
            captioned
            eager={index < 4}
            sizes="(min-width: 1280px) 200px, (min-width: 768px) 22vw, (min-width: 480px) 30vw, 45vw"
          />
        </li>
      ))}
    </ul>
  )
}
