import { useMedia } from '#components/ui/use-media.ts'

/** True on phones, upright or turned. */
export function useCompact(): boolean {
  return useMedia('(max-width: 767px), (max-height: 499px)')
}
