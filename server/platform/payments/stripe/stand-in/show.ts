import type { Desk } from './desk.ts'
import type { Kind, ObjectOf, StandInObject } from './objects.ts'
import { invalid } from './refusal.ts'

/** Shows an object as Stripe does, with what `expand` names whole instead of by its id. */
export function show(desk: Desk, object: StandInObject, expand: readonly string[]): unknown {
  const shown: unknown = structuredClone(object)
  for (const path of expand) expandPath(desk, shown, path.split('.'), path)
  return shown
}

/** A page of a list, newest first, with what `expand` names below `data`. */
export function showList<K extends Kind>(
  desk: Desk,
  url: string,
  objects: readonly ObjectOf<K>[],
  page: { limit?: number; starting_after?: string; ending_before?: string; expand: readonly string[] },
): unknown {
  const { limit = 10, starting_after: after, ending_before: before } = page
  const at = (id: string): number => objects.findIndex((object) => object.id === id)
  const from = after === undefined ? 0 : at(after) + 1
  const until = before === undefined ? objects.length : at(before)
  const rest = objects.slice(from, until)
  const shown = before === undefined ? rest.slice(0, limit) : rest.slice(-limit)
  const list: unknown = {
    object: 'list',
    url,
    has_more: rest.length > shown.length,
    data: structuredClone(shown),
  }
  for (const path of page.expand) expandPath(desk, list, path.split('.'), path)
  return list
}

function expandPath(desk: Desk, at: unknown, [name = '', ...rest]: string[], path: string): void {
  if (typeof at !== 'object' || at === null) return
  if (Array.isArray(at)) {
    for (const each of at) expandPath(desk, each, [name, ...rest], path)
    return
  }
  const parent = at as Record<string, unknown>
  const value = parent[name]
  if (value === undefined) throw invalid(`This property cannot be expanded (${path}).`, undefined, 'expand')
  if (typeof value === 'string') parent[name] = structuredClone(desk.store.findAny(value)) ?? value
  if (rest.length > 0) expandPath(desk, parent[name], rest, path)
}
