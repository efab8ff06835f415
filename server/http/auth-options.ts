import type { NextAuthOptions } from 'next-auth'
import credentialsProvider from 'next-auth/providers/credentials'
import { signIn } from '../domains/identity/index.ts'
import { createContext, type Role } from '../platform/context/context.ts'
import { env } from '../platform/env/env.ts'
import { AppError } from '../platform/errors/app-error.ts'

declare module 'next-auth' {
  interface User {
    id: string
    role: Role
  }
  interface Session {
    user: { id: string; role: Role; name: string; email: string }
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    role?: Role
  }
}

const sessionDays = 30

/** Gives next-auth's settings: credentials checked by `identity.signIn`, the session in a signed cookie. */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().AUTH_SECRET,
    session: { strategy: 'jwt', maxAge: sessionDays * 24 * 60 * 60 },
    pages: { signIn: '/sign-in' },
    providers: [
      credentialsProvider({
        name: 'credentials',
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: (credentials, request) => checkCredentials(credentials, request.headers),
      }),
    ],
    callbacks: {
      jwt({ token, user }) {
        if (user) {
          token.sub = user.id
          token.role = user.role
        }
        return token
      },
      session({ session, token }) {
        session.user = {
          id: token.sub ?? '',
          role: token.role ?? 'viewer',
          name: token.name ?? '',
          email: token.email ?? '',
        }
        return session
      },
    },
  }
}

async function checkCredentials(
  credentials: Record<'email' | 'password', string> | undefined,
  headers: Record<string, unknown> | undefined,
) {
  const forwarded = headers?.['x-forwarded-for']
  const address = typeof forwarded === 'string' ? (forwarded.split(',')[0]?.trim() ?? 'unknown') : 'unknown'
  try {
    const account = await signIn(createContext({ kind: 'anonymous' }), {
      email: credentials?.email ?? '',
      password: credentials?.password ?? '',
      address,
    })
    return { id: account.id, role: account.role, name: account.displayName, email: account.email }
  } catch (error) {
    // next-auth shows an error's message to the form: our code, never the reason within.
    if (error instanceof AppError) throw new Error(error.code, { cause: error })
    throw error
  }
}
