import { expect } from '@playwright/test'
import { runCommandLine } from './command-line.ts'
import { makeLongFilm } from './make-long-film.ts'

export type Film = { id: string; slug: string; title: string }
type Wanted = { title: string; rating: 'P' | 'T18' }

/** What a household's journeys are about: a film for all of it, and one for its grown-ups. */
const familyFilm: Wanted = { title: 'Đêm trăng ở xóm Bãi', rating: 'P' }
const grownUpFilm: Wanted = { title: 'Ngõ tối cuối phố', rating: 'T18' }

/** Gives two films that every account may watch, rated P and T18; the first journey that asks has them made. */
export async function provideFilms(): Promise<{ forAll: Film; forGrownUps: Film }> {
  const there = await listFilms()
  const missing = [familyFilm, grownUpFilm].filter(({ title }) => !there.some((film) => film.title === title))
  if (missing.length > 0) {
    const file = await makeLongFilm()
    await Promise.all(missing.map((film) => importFilm(file, film)))
  }
  const films = missing.length > 0 ? await listFilms() : there
  return { forAll: named(films, familyFilm), forGrownUps: named(films, grownUpFilm) }
}

async function importFilm(file: string, { title, rating }: Wanted): Promise<void> {
  const wanted = ['--title', title, '--rating', rating, '--publish', '--wait', '--json']
  const { code, stderr } = await runCommandLine(['film', 'import', file, ...wanted])
  expect(code, stderr).toBe(0)
}

async function listFilms(): Promise<Film[]> {
  const { code, stdout, stderr } = await runCommandLine(['film', 'list', '--json'])
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout) as Film[]
}

function named(films: Film[], { title }: Wanted): Film {
  const film = films.find((each) => each.title === title)
  if (!film) throw new Error(`The film ${title} was imported and is not in the list.`)
  return film
}
