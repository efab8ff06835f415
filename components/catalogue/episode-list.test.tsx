import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import catalogue from '#i18n/messages/vi/catalogue.json' with { type: 'json' }
import { EpisodeList } from './episode-list.tsx'
import type { EpisodeView, SeasonView } from './views.ts'

vi.mock('next/navigation', async (original) => ({
  ...(await original<object>()),
  useRouter: () => ({}),
}))

const episode: EpisodeView = {
  id: 'e',
  season: 1,
  number: 1,
  name: 'Bến sông',
  synopsis: null,
  still: null,
  durationMs: 2_700_000,
  progress: null,
  finished: false,
}
const season: SeasonView = { number: 1, name: null, episodes: [episode], isOpen: true }

/** Gives the part of a page that shows these seasons, the last of them open. */
function show(...seasons: Partial<SeasonView>[]): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="vi" timeZone="Asia/Ho_Chi_Minh" messages={{ catalogue, ui: {} }}>
      <EpisodeList
        title={{ slug: 'nha-ben-song', kind: 'series', still: null, accent: null }}
        seasons={seasons.map((each, index) => ({ ...season, number: index + 1, ...each }))}
        startSeason={seasons.length - 1}
        currentEpisodeId={null}
        signedIn
      />
    </NextIntlClientProvider>,
  )
}

const { locked } = catalogue.episode

it('an episode of a season that one may not watch says so before it is chosen, and leads on all the same', () => {
  expect(show({}, {})).not.toContain(locked)
  expect(show({ isOpen: false }, {})).not.toContain(locked)
  const shut = show({}, { isOpen: false })
  expect(shut).toContain(locked)
  expect(shut).toContain('/watch/nha-ben-song/')
})

it('what is still to come is not locked as well', () => {
  const coming = show({ isOpen: false, episodes: [{ ...episode, durationMs: null }] })
  expect(coming).toContain(catalogue.coming)
  expect(coming).not.toContain(locked)
})
