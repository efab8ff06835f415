import { Command, Option } from 'commander'
import { ratingCodeSchema, type AdminTitleRowDto } from '../domains/catalogue/schemas.ts'
import { listTitlesForAdmin } from '../domains/catalogue/index.ts'
import type { Context } from '../platform/context/context.ts'
import { addLinkCommands } from './film-link.ts'
import { importFilms } from './import-films.ts'
import type { ImportOptions } from './import-options.ts'
import { print, table } from './output.ts'
import { onInstance } from './session.ts'

const showable = ratingCodeSchema.options.filter((code) => code !== 'C')

/** `film import FILE…`, `film list`, `film link ID`, `film links` */
export function filmCommand(): Command {
  const command = new Command('film').description('Films and what of them can be played.')
  command
    .command('import')
    .description(
      'Makes a title of each file, or of each film in a folder, and has it encoded. Titles, years, seasons and episodes of a folder are read from names; what is here already is skipped.',
    )
    .argument('<path...>', 'films or folders on this machine; they stay where they are')
    .option('--dry-run', 'of a folder: tell what would be done, and do nothing')
    .option('--title <title>', 'of the film; made from the file’s name where it is left out')
    .option('--publish', 'show it to viewers as soon as it can be played')
    .addOption(
      new Option(
        '--rating <code>',
        'age rating; with --publish T18, the strictest, where it is left out',
      ).choices(showable),
    )
    .option('--wait', 'end when the encoding has ended')
    .option('--json', 'answer in JSON, one line for each file')
    .action(
      onInstance((context, files: string[], options: ImportOptions) => importFilms(context, files, options)),
    )
  command
    .command('list')
    .description('Lists all titles.')
    .option('--json', 'answer in JSON')
    .action(
      onInstance(async (context, options: { json?: boolean }) => {
        const films = (await allTitles(context)).map(describe)
        const rows = films.map((film) => [
          film.id,
          film.kind,
          film.status,
          String(film.playable),
          film.durationS === 0 ? '' : `${Math.round(film.durationS)} s`,
          film.title,
        ])
        const lines = table([['ID', 'KIND', 'STATUS', 'FILMS', 'LENGTH', 'TITLE'], ...rows])
        print(films, films.length === 0 ? ['There is no title yet.'] : lines, options)
      }),
    )
  addLinkCommands(command)
  return command
}

async function allTitles(context: Context): Promise<AdminTitleRowDto[]> {
  const titles: AdminTitleRowDto[] = []
  for (let page = 1; ; page += 1) {
    const found = await listTitlesForAdmin(context, { sort: 'created', page, pageSize: 200 })
    titles.push(...found.titles)
    if (titles.length >= found.total || found.titles.length === 0) return titles
  }
}

function describe(title: AdminTitleRowDto) {
  return {
    id: title.id,
    slug: title.slug,
    kind: title.kind,
    status: title.status,
    title: title.title.vi,
    /** How many films of it can be played. */
    playable: title.playableCount,
    durationS: title.totalDurationMs / 1000,
    maxHeight: title.maxHeight,
    publishedAt: title.publishedAt,
  }
}
