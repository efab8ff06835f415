export type Mail = {
  /** The same id is the same mail: sending it again must not give the reader two where that can be helped. */
  id: string
  to: string
  subject: string
  text: string
  /** The same in HTML, for readers that show it. */
  html?: string
  /** BCP 47 tag of both. */
  language: string
}

/** Sends mail, one at a time. */
export type Mailer = {
  /** Gives back once the mail is with its carrier; throws an AppError that says whether trying again can help. */
  send: (mail: Mail) => Promise<void>
}
