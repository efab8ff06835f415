import type { Context, Role } from '../../platform/context/context.ts'
export async function signIn(
  _c: Context,
  _i: { email: string; password: string; address: string },
): Promise<{ id: string; role: Role; displayName: string; email: string }> {
  throw new Error('x')
}
