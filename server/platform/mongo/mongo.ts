import { MongoClient, type Db } from 'mongodb'
import { env } from '../env/env.ts'

const holder = globalThis as { marqueeMongo?: MongoClient }

/**
 * Gives the documents' database named in `MONGODB_URL`. Product code uses neither transactions, TTL, partial
 * indexes, pipeline updates nor change streams: the stand-in server has none of them.
 */
export function documents(): Db {
  holder.marqueeMongo ??= new MongoClient(env().MONGODB_URL, {
    serverSelectionTimeoutMS: 5000,
    maxPoolSize: 10,
  })
  return holder.marqueeMongo.db()
}

/** Closes the connections to MongoDB. */
export async function closeMongo(): Promise<void> {
  const open = holder.marqueeMongo
  holder.marqueeMongo = undefined
  await open?.close()
}
