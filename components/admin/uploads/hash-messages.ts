/** What the page asks its hashing worker: the SHA-256 of a whole file, or of what tells it from others in a moment. */
export type HashQuestion = { file: File; what: 'whole' | 'fingerprint' }

export type HashAnswer =
  | { kind: 'hashed'; sha256: string }
  /** The file is gone or was changed since it was chosen. */
  | { kind: 'unreadable' }
  /** This browser cannot hash here. */
  | { kind: 'unavailable' }
