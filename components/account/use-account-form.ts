'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useForm, type DefaultValues, type FieldValues } from 'react-hook-form'
import { z } from 'zod'
import type { Locale } from '#i18n/routing.ts'
import { minimumPasswordLength } from '#server/domains/identity/schemas.ts'
import { callAction, type AdminAction } from '../errors/call-action.ts'
import { useErrorMessage } from '../errors/use-error-message.ts'

/** Gives the rules of each field with the sentence of what is missing; the verb behind has the last word. */
export function useFieldRules() {
  const t = useTranslations('account')
  return {
    name: z.string().trim().min(1, t('nameMissing')).max(80, t('nameLong')),
    email: z
      .string()
      .trim()
      .min(1, t('emailMissing'))
      // Other letters are told apart by the verb, with a sentence of their own.
      .regex(/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/u, t('emailWrong')),
    newPassword: z.string().min(minimumPasswordLength, t('passwordShort')).max(512, t('passwordLong')),
    password: z.string().min(1, t('passwordMissing')),
    code: z.string().trim().min(1, t('setUp.codeMissing')),
  }
}

/** What a form says beside its fields: the language of the mail that answers. */
export type InLanguage<Values> = Values & { locale: Locale }

/** Adds the page's language to what an action is given. */
export function useInLanguage<Values, Value>(
  action: AdminAction<InLanguage<Values>, Value>,
): AdminAction<Values, Value> {
  const locale = useLocale()
  return (values) => action({ ...values, locale })
}

/**
 * A form whose values a server action takes; keeps what was typed when it is refused, and says why. Once it is done,
 * `empty` clears its fields.
 */
export function useAccountForm<Values extends FieldValues, Value>(
  schema: z.ZodType<Values, Values>,
  defaultValues: DefaultValues<Values>,
  action: AdminAction<Values, Value>,
  onDone: (value: Value, values: Values, empty: () => void) => void | Promise<void>,
) {
  const message = useErrorMessage()
  const [refusal, setRefusal] = useState<{ code: string; sentence: string } | null>(null)
  const form = useForm<Values, unknown, Values>({ resolver: zodResolver(schema), defaultValues })
  const submit = form.handleSubmit(async (values) => {
    setRefusal(null)
    const outcome = await callAction(action, values)
    if (outcome.ok) await onDone(outcome.value, values, () => form.reset())
    else setRefusal({ code: outcome.code, sentence: message(outcome) })
  })
  return {
    register: form.register,
    errors: form.formState.errors,
    reset: form.reset,
    busy: form.formState.isSubmitting,
    refusal,
    submit,
  }
}
