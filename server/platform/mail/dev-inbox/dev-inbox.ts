import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Mail, Mailer } from '../port.ts'

const keptMailSchema = z.object({
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
  language: z.string(),
  /** ISO 8601, UTC. */
  sentAt: z.string(),
})
export type KeptMail = z.infer<typeof keptMailSchema>

const fileName = /^[\w-]+\.json$/

/** Keeps mails as files in a folder instead of sending them, for a page that shows them. */
export function createDevInbox(
  folder: string,
  now: () => Date,
): Mailer & { list: (limit: number) => Promise<KeptMail[]> } {
  return {
    send: async (mail) => {
      await mkdir(folder, { recursive: true })
      const file = path.join(folder, `${mail.id.replace(/[^\w-]/g, '_')}.json`)
      await writeWhole(file, { ...mail, sentAt: now().toISOString() })
    },
    list: async (limit) => {
      const names = (await readdir(folder).catch(emptyWhenMissing)).filter((name) => fileName.test(name))
      const mails = await Promise.all(names.map((name) => readMail(path.join(folder, name))))
      return mails
        .filter((mail) => mail !== null)
        .toSorted((a, b) => b.sentAt.localeCompare(a.sentAt))
        .slice(0, limit)
    },
  }
}

/** A reader never sees half a file. */
async function writeWhole(file: string, mail: Mail & { sentAt: string }): Promise<void> {
  const unfinished = `${file}.part`
  await writeFile(unfinished, JSON.stringify(mail))
  await rename(unfinished, file)
}

async function readMail(file: string): Promise<KeptMail | null> {
  try {
    return keptMailSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return null
  }
}

function emptyWhenMissing(error: unknown): string[] {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
  throw error
}
