'use client'

import { Search } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { cn } from '../../ui/class-names.ts'
import { Input } from '../../ui/field.tsx'

const settleMs = 300

type SearchBoxProps = {
  value: string
  onSearch: (text: string) => void
  placeholder: string
  label: string
  className?: string
}

/** A search field that asks once the typing pauses. */
export function SearchBox({ value, onSearch, placeholder, label, className }: SearchBoxProps) {
  const [text, setText] = useState(value)
  const [asked, setAsked] = useState(value)
  const [seen, setSeen] = useState(value)
  // What was asked for comes back a moment later and must not touch what has been typed since; an address
  // changed by another hand (back button, cleared filters) is followed.
  if (value !== seen) {
    setSeen(value)
    if (value !== asked) {
      setAsked(value)
      setText(value)
    }
  }
  const ask = useEffectEvent(onSearch)
  useEffect(() => {
    if (text.trim() === asked) return
    const timer = setTimeout(() => {
      setAsked(text.trim())
      ask(text.trim())
    }, settleMs)
    return () => clearTimeout(timer)
  }, [text, asked])
  return (
    <search className={cn('relative', className)}>
      <Search
        aria-hidden
        size={16}
        strokeWidth={1.75}
        className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-shell-3"
      />
      <Input
        compact
        type="search"
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={placeholder}
        aria-label={label}
        className="h-9 pl-9 text-small max-md:h-11"
      />
    </search>
  )
}
