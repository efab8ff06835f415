/** A genre in the reader's language. */
export type GenreOption = { key: string; label: string }
