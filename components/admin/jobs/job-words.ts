'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import type { JobRunDto } from '#server/platform/queues/schemas.ts'
import { useErrorMessage } from '../../errors/use-error-message.ts'

/** A run with the name of what it is about, where that is known. */
export type NamedRun = JobRunDto & { subjectName: string | null }

/** Gives a writer of what a run does: "Mã hóa Hẻm Cụt 88". */
export function useJobName(): (run: Pick<NamedRun, 'name' | 'subjectName'>) => string {
  const t = useTranslations('jobs.name')
  return useCallback(
    ({ name, subjectName }) => {
      const work = t.has(name as 'encode-title') ? t(name as 'encode-title') : name
      return subjectName ? `${work}: ${subjectName}` : work
    },
    [t],
  )
}

/** Gives a writer of why a run failed. */
export function useJobError(): (error: NonNullable<JobRunDto['error']>) => string {
  const message = useErrorMessage()
  const t = useTranslations('errors')
  const tDead = useTranslations('jobs.dead')
  return useCallback(
    (error) => {
      // What it was, as it was logged, stands folded beside it.
      if (!t.has(error.code as 'internal') || error.code === 'internal') return tDead('unforeseen')
      return message({ code: error.code, params: error.params ?? {} })
    },
    [message, t, tDead],
  )
}
