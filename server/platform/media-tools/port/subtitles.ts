export interface ExtractedSubtitle {
  name: string
  file: string
  language: string
  title: string | null
  forced: boolean
  hearingImpaired: boolean
}
