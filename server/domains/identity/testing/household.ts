import { randomUUID } from 'node:crypto'
import { createContext, systemContext, type Context } from '../../../platform/context/context.ts'
import { answerAccountRequest, createAccount, getAccountMail, signIn } from '../index.ts'
import type { AccountMailDto, AccountMailInput, Caller } from '../schemas.ts'
import { takeQueued } from './queued-runs.repository.ts'

export const system = systemContext('test')
export const anonymous = (): Context => createContext({ kind: 'anonymous' })
export const goodPassword = 'một mật khẩu dài'

let lastAddress = 0
/** Somebody who calls from an address of their own, so that no count of another test is theirs. */
export function stranger(deviceId: string | null = null): Caller {
  lastAddress += 1
  const address = `10.0.${lastAddress >> 8}.${lastAddress & 255}`
  return { address, country: null, userAgent: 'test', deviceId }
}

export function someEmail(): string {
  return `${randomUUID()}@example.com`
}

/** Makes an account and signs it in; the context is the browser's. */
export async function signedIn(
  role: 'viewer' | 'admin' = 'viewer',
): Promise<{ id: string; email: string; sessionId: string; context: Context }> {
  const email = someEmail()
  const { id } = await createAccount(system, { email, password: goodPassword, role })
  const { sessionId, context } = await signInAgain(email)
  return { id, email, sessionId, context }
}

export async function signInAgain(email: string, caller = stranger()) {
  const { account, sessionId } = await signIn(anonymous(), { email, password: goodPassword, caller })
  const context = createContext({ kind: 'account', accountId: account.id, role: account.role, sessionId })
  return { sessionId, context }
}

/** Does what the worker would: answers every request that waits. */
export async function answerRequests(): Promise<void> {
  for (const payload of await takeQueued('answer-account-request'))
    await answerAccountRequest(system, payload as { requestId: string })
}

/** Gives, oldest first, what the mails say that would go out now, and takes them off the queue. */
export async function sentMails(): Promise<({ mail: string } & AccountMailDto)[]> {
  await answerRequests()
  const payloads = (await takeQueued('send-account-mail')) as AccountMailInput[]
  const mails = await Promise.all(
    payloads.map(async (input) => {
      const mail = await getAccountMail(system, input)
      return mail && { ...mail, mail: input.mail }
    }),
  )
  return mails.filter((mail) => mail !== null)
}

/** Gives the token of the only mail that would go out. */
export async function sentToken(): Promise<string> {
  const [mail, second] = await sentMails()
  if (!mail?.token || second) throw new Error('One mail with a link was expected.')
  return mail.token
}
