import { MongoClient, type Db } from 'mongodb'
import { profileIndexes, type CollectionIndexes } from './profiles.ts'

const allIndexes: CollectionIndexes[] = [...profileIndexes]

/** Makes every index of the documents' database; running it again changes nothing. */
export async function ensureIndexes(database: Db): Promise<void> {
  for (const { collection, indexes } of allIndexes) {
    for (const { key, options } of indexes) await database.collection(collection).createIndex(key, options)
  }
}

/** Brings the documents' database at this address to the newest indexes. */
export async function migrateDocuments(mongoUrl: string): Promise<void> {
  const client = new MongoClient(mongoUrl, { serverSelectionTimeoutMS: 5000 })
  try {
    await ensureIndexes(client.db())
  } finally {
    await client.close()
  }
}

if (import.meta.main) {
  const mongoUrl = process.env.MONGODB_URL
  if (!mongoUrl) throw new Error('MONGODB_URL is not set.')
  await migrateDocuments(mongoUrl)
}
