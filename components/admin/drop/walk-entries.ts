/** Gives all files of what was dropped, those in folders too, however deep; call it within the drop itself. */
export async function filesOfDrop(transfer: DataTransfer): Promise<File[]> {
  // The list is emptied when the event has ended: what is in it is taken out before anything is waited for.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry())
  if (!entries.some((entry) => entry?.isDirectory)) return [...transfer.files]
  const found = await Promise.all(entries.map((entry) => (entry ? walk(entry) : Promise.resolve([]))))
  return found.flat().filter(isSeen)
}

/** Leaves out what file systems hide: `.DS_Store` is no film that somebody forgot. */
export function isSeen(file: Pick<File, 'name'>): boolean {
  return !file.name.startsWith('.') && file.name !== 'Thumbs.db' && file.name !== 'desktop.ini'
}

async function walk(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) return [await fileOf(entry as FileSystemFileEntry)].flat()
  const inside = await readFolder((entry as FileSystemDirectoryEntry).createReader())
  const byName = inside.toSorted((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))
  return (await Promise.all(byName.map(walk))).flat()
}

/** A file that cannot be read is left out. */
function fileOf(entry: FileSystemFileEntry): Promise<File[]> {
  return new Promise((resolve) =>
    entry.file(
      (file) => resolve([file]),
      () => resolve([]),
    ),
  )
}

/** A reader gives a hundred at a time, and nothing when all were given. */
async function readFolder(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const found: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) =>
      reader.readEntries(resolve, () => resolve([])),
    )
    if (some.length === 0) return found
    found.push(...some)
  }
}
