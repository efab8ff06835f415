/**
 * How a tool is shut in, best first: `bubblewrap` with a syscall filter, bubblewrap alone, `namespaces` of unshare
 * (no network, ends with its parent; it sees all files), `limits` of prlimit alone, `none` of these.
 */
export const sandboxKinds = ['bubblewrap-filtered', 'bubblewrap', 'namespaces', 'limits', 'none'] as const
export type SandboxKind = (typeof sandboxKinds)[number]
