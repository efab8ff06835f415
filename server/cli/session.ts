import { userInfo } from 'node:os'
import type { Command } from 'commander'
import { systemContext, type Context } from '../platform/context/context.ts'
import { env } from '../platform/env/env.ts'
import { useInstance } from '../platform/env/instance.ts'
import { closeMongo } from '../platform/mongo/mongo.ts'
import { closePostgres } from '../platform/postgres/postgres.ts'
import { closeRedis } from '../platform/redis/redis.ts'

/** Gives the context of a command: a process of ours, named with the operator's account on this machine. */
function operatorContext(): Context {
  return systemContext(`cli:${userInfo().username}`)
}

/**
 * Makes a command's action act on the instance of `--data`, and lets go of its services afterwards. Where no
 * folder is named and `.data` holds no instance, the environment itself may name one.
 */
export function onInstance<Arguments extends unknown[]>(
  action: (context: Context, ...args: Arguments) => Promise<void>,
): (this: Command, ...args: Arguments) => Promise<void> {
  return async function (this: Command, ...args: Arguments) {
    chooseInstance(this)
    try {
      await action(operatorContext(), ...args)
    } finally {
      await Promise.all([closePostgres(), closeRedis(), closeMongo()])
    }
  }
}

function chooseInstance(command: Command): void {
  const { data } = command.optsWithGlobals<{ data: string }>()
  const isNamed = command.getOptionValueSourceWithGlobals('data') === 'cli'
  try {
    useInstance(data)
  } catch (error) {
    if (isNamed || !environmentIsComplete()) throw error
  }
}

function environmentIsComplete(): boolean {
  try {
    env()
    return true
  } catch {
    return false
  }
}
