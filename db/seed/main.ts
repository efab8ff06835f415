import { env } from '#server/platform/env/env.ts'
import { closePostgres } from '#server/platform/postgres/postgres.ts'
import { closeRedis } from '#server/platform/redis/redis.ts'
import { seedDemo } from './seed-demo.ts'

// Run by `npm run dev` after the migrations: fills a new installation, and is done at once with any other.
try {
  if (env().DEMO) {
    const { titles, films } = await seedDemo({ withFilms: !process.argv.includes('--without-films') })
    process.stdout.write(
      titles + films === 0 ? 'The demo is there.\n' : `${titles} titles, ${films} films to make.\n`,
    )
  }
} finally {
  await Promise.all([closePostgres(), closeRedis()])
}
