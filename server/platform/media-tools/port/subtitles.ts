export interface ExtractedSubtitle {
  name: string
  file: string
  language: string
  title: string | null
  isDefault: boolean
  forced: boolean
  hearingImpaired: boolean
}
