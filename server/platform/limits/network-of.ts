import { isIPv6 } from 'node:net'

/** An IPv6 customer has a whole /64 to call from: its addresses count as one. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('%')[0]?.toLowerCase().split('::') ?? []
  const groups = (text: string | undefined) => (text ? text.split(':') : [])
  const given = [groups(head), groups(tail)]
  const zeros = Array.from({ length: Math.max(0, 8 - given.flat().length) }, () => '0')
  const all = tail === undefined ? given.flat() : [...(given[0] ?? []), ...zeros, ...(given[1] ?? [])]
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
