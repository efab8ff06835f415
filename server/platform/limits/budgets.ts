export type Budget = {
  /** Each window by itself must have room. */
  windows: readonly { seconds: number; requests: number }[]
  /** What is counted together: requests of one session (of an address where there is none), or of one address. */
  by: 'caller' | 'address'
}

/**
 * How many requests one caller may make, by what they are for. Whatever is not the caller's own pace (a player's
 * reports, a hook of a bank) has room for several times its regular rate.
 */
export const budgets = {
  /** The interface for programs: 10 a second and 1,000 an hour. */
  api: {
    by: 'caller',
    windows: [
      { seconds: 1, requests: 10 },
      { seconds: 3600, requests: 1000 },
    ],
  },
  /** What our own pages ask for while somebody looks around. */
  page: {
    by: 'caller',
    windows: [
      { seconds: 10, requests: 100 },
      { seconds: 3600, requests: 12_000 },
    ],
  },
  /** Pages rendered: whole ones, and the parts that are fetched ahead of a click. A whole office may share an address. */
  render: {
    by: 'address',
    windows: [
      { seconds: 10, requests: 600 },
      { seconds: 3600, requests: 60_000 },
    ],
  },
  /** Rooms that a socket asks to join; it joins again after each lost connection. */
  socket: { by: 'caller', windows: [{ seconds: 10, requests: 60 }] },
  /** Manifests, segments, pictures through the web process. */
  media: { by: 'address', windows: [{ seconds: 10, requests: 2000 }] },
  /** Reports of players: one each five seconds, and bursts when a viewer seeks. */
  beacon: { by: 'caller', windows: [{ seconds: 60, requests: 240 }] },
  /** One each twenty seconds a player. */
  heartbeat: { by: 'caller', windows: [{ seconds: 60, requests: 120 }] },
  /** Parts of films: several files at once, several parts a second. */
  upload: { by: 'caller', windows: [{ seconds: 10, requests: 1000 }] },
  webhook: { by: 'address', windows: [{ seconds: 10, requests: 1000 }] },
  /** Signing in, by whatever door; identity counts the tries at one account besides. */
  'sign-in': {
    by: 'address',
    windows: [
      { seconds: 60, requests: 30 },
      { seconds: 3600, requests: 300 },
    ],
  },
  /** Whatever sends a mail or tries a code. */
  code: {
    by: 'address',
    windows: [
      { seconds: 60, requests: 10 },
      { seconds: 3600, requests: 60 },
    ],
  },
  /** Probes of the house itself. */
  probe: { by: 'address', windows: [{ seconds: 10, requests: 1000 }] },
} as const satisfies Record<string, Budget>

export type BudgetName = keyof typeof budgets
