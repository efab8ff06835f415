import { getTranslations } from 'next-intl/server'
import { whySessionEnded } from '#server/http/session.ts'

/** Says why one is here though one was signed in a moment ago; nothing where one signed out oneself. */
export async function SessionOver() {
  const [t, reason] = [await getTranslations('devices'), await whySessionEnded()]
  if (reason === null || reason === 'signed-out' || reason === 'erased') return null
  return (
    <output className="mb-6 block rounded-control bg-sky-bg px-4 py-3 text-body text-sky">
      {t(`over.${reason}`)}
    </output>
  )
}
