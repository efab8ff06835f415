import nextAuth from 'next-auth'
import type { NextRequest } from 'next/server'
import { authOptions } from '#server/http/auth-options.ts'

type Segment = { params: Promise<{ nextauth: string[] }> }

async function handle(request: NextRequest, segment: Segment): Promise<Response> {
  return (await nextAuth(request, segment, authOptions())) as Response
}

export { handle as GET, handle as POST }
