/** Gives the folders in which programs are looked for, first to last. */
export function searchPath(): string[] {
  return (process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin').split(':').filter((folder) => folder !== '')
}
