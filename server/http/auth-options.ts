import type { NextAuthOptions } from 'next-auth'
import credentialsProvider from 'next-auth/providers/credentials'
import { endSession, resolveSession, signIn, signInByLink } from '../domains/identity/index.ts'
import type { Caller, SignedInDto } from '../domains/identity/schemas.ts'
import { createContext, type Context } from '../platform/context/context.ts'
import { env } from '../platform/env/env.ts'
import { AppError } from '../platform/errors/app-error.ts'
import { callerOf } from './caller.ts'
import { nextAuthCookies } from './session-cookie.ts'

declare module 'next-auth' {
  interface User {
    id: string
    sessionId: string
  }
  interface Session {
    sessionId: string
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    sid?: string
  }
}

const sessionDays = 30

/**
 * Gives next-auth's settings: a password checked by `identity.signIn`, a mail's link by `identity.signInByLink`. The
 * signed cookie names the session and says nothing else of the person: who they are and what they may is read where the
 * session is. A sign-in is of the device named here, else of the one that its cookie names.
 */
export function authOptions(device: { deviceId?: string } = {}): NextAuthOptions {
  const callerWith = (headers: Record<string, unknown> | undefined): Caller => ({
    ...callerOf(headersOf(headers)),
    ...device,
  })
  return {
    secret: env().AUTH_SECRET,
    session: { strategy: 'jwt', maxAge: sessionDays * 24 * 60 * 60 },
    cookies: nextAuthCookies(),
    pages: { signIn: '/sign-in' },
    providers: [
      credentialsProvider({
        name: 'credentials',
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: (credentials, request) =>
          begin((context) =>
            signIn(context, {
              email: credentials?.email ?? '',
              password: credentials?.password ?? '',
              caller: callerWith(request.headers),
            }),
          ),
      }),
      credentialsProvider({
        id: 'mail-link',
        name: 'mail-link',
        credentials: {
          token: { type: 'text' },
          password: { type: 'password' },
          newPassword: { type: 'password' },
        },
        authorize: (credentials, request) =>
          begin((context) =>
            signInByLink(context, {
              token: credentials?.token ?? '',
              // A form sends what was left empty too.
              password: credentials?.password || undefined,
              newPassword: credentials?.newPassword || undefined,
              caller: callerWith(request.headers),
            }),
          ),
      }),
    ],
    callbacks: {
      jwt({ token, user }) {
        return user ? { sid: user.sessionId } : { sid: token.sid ?? '' }
      },
      session({ session, token }) {
        return { expires: session.expires, sessionId: token.sid ?? '' }
      },
      // next-auth's own throws at what is no address, and takes `//host` for a path.
      redirect({ url, baseUrl }) {
        const wanted = URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : null
        return wanted?.origin === new URL(baseUrl).origin ? wanted.href : baseUrl
      },
    },
    events: {
      async signOut({ token }) {
        await endSessionOfCookie(token.sid ?? '')
      },
    },
  }
}

async function begin(
  verb: (context: Context) => Promise<SignedInDto>,
): Promise<{ id: string; sessionId: string }> {
  try {
    const { account, sessionId } = await verb(createContext({ kind: 'anonymous' }))
    return { id: account.id, sessionId }
  } catch (error) {
    // next-auth shows an error's message to the form: our code, never the reason within.
    if (error instanceof AppError) throw new Error(error.code, { cause: error })
    throw error
  }
}

/** Ends the session that a cookie of next-auth names, where it still lasts. */
export async function endSessionOfCookie(sessionId: string): Promise<void> {
  const session = sessionId === '' ? null : await resolveSession(sessionId)
  if (!session) return
  const { accountId, role } = session
  try {
    await endSession(createContext({ kind: 'account', accountId, role, sessionId }), { sessionId })
  } catch (error) {
    // Ended meanwhile from elsewhere: a sign-in must not fail of it.
    if (!(error instanceof AppError && error.code === 'session.not-found')) throw error
  }
}

/** next-auth hands headers over as a plain object. */
function headersOf(given: Record<string, unknown> | undefined): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(given ?? {})) {
    if (typeof value === 'string') headers.set(name, value)
  }
  return headers
}
