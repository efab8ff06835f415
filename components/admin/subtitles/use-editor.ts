import { useCallback, useEffect, useState } from 'react'
import { DOUBTFUL_BELOW, type SubtitleDraftDto } from '#server/domains/media/schemas.ts'
import { addCueAfter, editCues } from './edited-cues.ts'

/** What is being edited; leaving the page with something unsaved asks first. */
export function useEditor(draft: SubtitleDraftDto) {
  const [cues, setCues] = useState(() => editCues(draft.cues))
  const [track, setTrack] = useState({ language: draft.language, title: draft.title, forced: draft.forced })
  const [edited, setEdited] = useState(false)
  useEffect(() => {
    if (!edited) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [edited])
  const update = useCallback((next: (before: typeof cues) => typeof cues) => {
    setCues(next)
    setEdited(true)
  }, [])
  return {
    cues,
    track,
    edited,
    doubtful: cues.filter((cue) => cue.confidence < DOUBTFUL_BELOW).length,
    hasBadTime: cues.some((cue) => cue.endMs <= cue.startMs),
    change: useCallback(
      (key: number, change: Partial<(typeof cues)[number]>) =>
        update((before) => before.map((cue) => (cue.key === key ? { ...cue, ...change } : cue))),
      [update],
    ),
    remove: useCallback(
      (key: number) => update((before) => before.filter((cue) => cue.key !== key)),
      [update],
    ),
    add: useCallback((key: number) => update((before) => addCueAfter(before, key)), [update]),
    changeTrack: (change: Partial<typeof track>) => {
      setTrack({ ...track, ...change })
      setEdited(true)
    },
    markSaved: () => setEdited(false),
  }
}

export type Editor = ReturnType<typeof useEditor>
