import { isIPv6 } from 'node:net'

/** Gives what a network address is counted by: of IPv6 its /64, since each customer has a whole one to call from. */
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
