const filmExtension = /\.(?:mp4|m4v|mov|mkv|webm|avi|ts|m2ts|mts|mpg|mpeg|mxf|ogv|flv|wmv|3gp)$/iu

/** What the file chooser offers. */
export const filmAccept = 'video/*,.mkv,.mxf,.ts,.m2ts,.mts'

/** Parts dropped files into those that look like films and the others; the server decides from the bytes. */
export function sortFilms(files: readonly File[]): { films: File[]; others: File[] } {
  const films = files.filter((file) => file.type.startsWith('video/') || filmExtension.test(file.name))
  return { films, others: files.filter((file) => !films.includes(file)) }
}
