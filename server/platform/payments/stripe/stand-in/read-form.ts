/** A parameter as Stripe's form encoding carries it. */
export type FormValue = string | FormValue[] | { [name: string]: FormValue }

type Branch = { [name: string]: string | Branch }

/** Reads `line_items[0][price_data][currency]=vnd` into what it means; `expand[]` and `expand[0]` are lists. */
export function readForm(text: string): Record<string, FormValue> {
  const root = emptyBranch()
  for (const [name, value] of new URLSearchParams(text)) {
    const [first = '', ...rest] = name.split('[').map((part) => part.replace(/\]$/, ''))
    const path = [first, ...rest]
    let branch = root
    for (const [depth, part] of path.entries()) {
      const key = part === '' ? String(Object.keys(branch).length) : part
      if (depth === path.length - 1) branch[key] = value
      else {
        const next = branch[key]
        const inner = typeof next === 'object' ? next : emptyBranch()
        branch[key] = inner
        branch = inner
      }
    }
  }
  return Object.fromEntries(Object.entries(root).map(([name, value]) => [name, settle(value)]))
}

/** Names come from outside: `__proto__` is one like any other. */
function emptyBranch(): Branch {
  return Object.create(null) as Branch
}

function settle(value: string | Branch): FormValue {
  if (typeof value === 'string') return value
  const entries = Object.entries(value)
  if (entries.every(([key], index) => key === String(index))) return entries.map(([, each]) => settle(each))
  return Object.fromEntries(entries.map(([key, each]) => [key, settle(each)]))
}
