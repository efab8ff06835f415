export { titleFromFileName, type TitleGuess } from '#server/platform/file-names/schemas.ts'
