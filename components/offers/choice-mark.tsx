/** The round mark of a choice among several; lit while the radio in its label (`group`) is chosen. */
export function ChoiceMark() {
  return (
    <span
      aria-hidden
      className="grid size-[22px] shrink-0 place-items-center rounded-full border-[1.5px] border-line-strong group-has-checked:border-lamp group-has-checked:bg-lamp"
    >
      <span className="size-2 rounded-full bg-on-lamp opacity-0 group-has-checked:opacity-100" />
    </span>
  )
}
