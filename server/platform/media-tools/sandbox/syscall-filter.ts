import { constants } from 'node:os'

/** What a kind of processor calls its system calls. */
interface Calls {
  audit: number
  clone: number
  clone3: number
  refused: readonly number[]
  /** Numbers from here on are another, older way of calling. */
  end?: number
}

const LOAD = 0x20
const JUMP_IF_EQUAL = 0x15
const JUMP_IF_AT_LEAST = 0x35
const JUMP_IF_BITS = 0x45
const RETURN = 0x06
const ALLOW = 0x7fff0000
const REFUSE = 0x00050000
const KILL = 0x80000000
const NUMBER_AT = 0
const AUDIT_AT = 4
const FIRST_ARGUMENT_AT = 16
const CLONE_THREAD = 0x00010000

/** fork, vfork, socket, ptrace, mount, umount2, keyctl, unshare, perf_event_open, setns, bpf, userfaultfd, io_uring_setup */
const calls: Partial<Record<string, Calls>> = {
  x64: {
    audit: 0xc000003e,
    clone: 56,
    clone3: 435,
    refused: [57, 58, 41, 101, 165, 166, 250, 272, 298, 308, 321, 323, 425],
    end: 0x40000000,
  },
  // It has neither fork nor vfork.
  arm64: {
    audit: 0xc00000b7,
    clone: 220,
    clone3: 435,
    refused: [198, 117, 40, 39, 219, 97, 241, 268, 280, 282, 425],
  },
}

/**
 * A seccomp program for this processor, as bubblewrap takes it: threads may be started, processes, sockets and
 * namespaces may not. Null for a processor that it was not written for.
 */
export function syscallFilter(arch: string = process.arch): Uint8Array | null {
  const known = calls[arch]
  if (!known) return null
  const { errno } = constants
  const refuse = instruction(RETURN, REFUSE | errno.EPERM)
  return Buffer.concat([
    instruction(LOAD, AUDIT_AT),
    instruction(JUMP_IF_EQUAL, known.audit, 1, 0),
    instruction(RETURN, KILL),
    instruction(LOAD, NUMBER_AT),
    ...(known.end === undefined ? [] : [instruction(JUMP_IF_AT_LEAST, known.end, 0, 1), refuse]),
    ...known.refused.flatMap((number) => [instruction(JUMP_IF_EQUAL, number, 0, 1), refuse]),
    // Its flags lie in memory, where a filter can't look: told that there is no such call, libc takes clone.
    instruction(JUMP_IF_EQUAL, known.clone3, 0, 1),
    instruction(RETURN, REFUSE | errno.ENOSYS),
    instruction(JUMP_IF_EQUAL, known.clone, 0, 3),
    instruction(LOAD, FIRST_ARGUMENT_AT),
    instruction(JUMP_IF_BITS, CLONE_THREAD, 1, 0),
    refuse,
    instruction(RETURN, ALLOW),
  ])
}

function instruction(code: number, value: number, ifTrue = 0, ifFalse = 0): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeUInt16LE(code, 0)
  bytes.writeUInt8(ifTrue, 2)
  bytes.writeUInt8(ifFalse, 3)
  bytes.writeUInt32LE(value >>> 0, 4)
  return bytes
}
