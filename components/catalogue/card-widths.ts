/** Widths of the cards of a row: classes, and what `<img sizes>` needs. */
export const posterCard = {
  className: 'w-28 sm:w-36 md:w-40 xl:w-46',
  sizes: '(min-width: 1280px) 184px, (min-width: 768px) 160px, (min-width: 480px) 144px, 112px',
}
export const stillCard = {
  className: 'w-53 md:w-60 xl:w-67',
  sizes: '(min-width: 1280px) 268px, (min-width: 768px) 240px, 212px',
}
