import { z } from 'zod'
import type { AdminTitleDto, UpdateTitleInput } from '#server/domains/catalogue/schemas.ts'

const momentSchema = z.string().regex(/^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})?$/, 'momentWrong')

/** Who may watch, where and when, as typed; messages are keys of `admin.title.availability`. */
export const availabilityFormSchema = z
  .object({
    access: z.enum(['everybody', 'right']),
    regions: z
      .string()
      .trim()
      .toUpperCase()
      .refine(
        (text) => text === '' || codesOf(text).every((code) => /^[A-Z]{2}$/.test(code)),
        'regionsWrong',
      ),
    from: momentSchema,
    until: momentSchema,
  })
  .refine(({ from, until }) => from === '' || until === '' || until > from, {
    path: ['until'],
    message: 'backwards',
  })
export type AvailabilityForm = z.infer<typeof availabilityFormSchema>

/** Vietnam's time, as everywhere in these pages; it knows no summer time. */
const zone = '+07:00'
const zoneMs = 7 * 60 * 60 * 1000

export function toAvailabilityForm(title: AdminTitleDto): AvailabilityForm {
  const isOpen = title.access.length === 0 || title.access.some((offer) => offer.type === 'free')
  return {
    access: isOpen ? 'everybody' : 'right',
    regions: (title.regions ?? []).join(', '),
    from: toLocal(title.availableFrom),
    until: toLocal(title.availableUntil),
  }
}

/** Gives what the catalogue's verb takes; offers with a price stay as they are while a right is wanted. */
export function toAvailabilityInput(
  form: AvailabilityForm,
  title: Pick<AdminTitleDto, 'access'>,
): Pick<UpdateTitleInput, 'access' | 'regions' | 'availableFrom' | 'availableUntil'> {
  const offers = title.access.filter((offer) => offer.type !== 'free')
  const wanted = offers.length > 0 ? offers : [{ type: 'subscription' as const }]
  const moment = (local: string) => (local === '' ? null : new Date(`${local}:00${zone}`).toISOString())
  return {
    access: form.access === 'right' ? wanted : [{ type: 'free' }],
    regions: form.regions.trim() === '' ? null : codesOf(form.regions.trim().toUpperCase()),
    availableFrom: moment(form.from),
    availableUntil: moment(form.until),
  }
}

function codesOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter((code) => code !== '')
}

function toLocal(iso: string | null): string {
  return iso === null ? '' : new Date(Date.parse(iso) + zoneMs).toISOString().slice(0, 16)
}
