'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogClose, DialogContent } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { formatBytes } from '../../format/format-bytes.ts'
import { usePlaceLabel } from '../media/place-label.ts'
import { placeKey, publishedVersion, type MediaPlace } from '../media/place.ts'
import { FormError } from '../titles/form-error.tsx'
import { guessPlace } from './guess-place.ts'

const leftOut = 'left-out'

type PlacesDialogProps = {
  files: File[]
  places: MediaPlace[]
  onClose: () => void
  onUpload: (chosen: { file: File; place: MediaPlace }[]) => void
}

/** Asks which file is which film of a title, with a guess from the names. Mount it anew for each drop. */
export function PlacesDialog({ files, places, onClose, onUpload }: PlacesDialogProps) {
  const t = useTranslations('admin.drop')
  const locale = useLocale()
  const label = usePlaceLabel()
  const [choices, setChoices] = useState<string[]>(() => guesses(files, places))
  const [refused, setRefused] = useState(false)
  const options = [
    ...places.map((place) => ({
      value: placeKey(place),
      label: publishedVersion(place) ? t('replaces', { place: label(place) }) : label(place),
    })),
    { value: leftOut, label: t('skip') },
  ]
  const taken = choices.filter((choice) => choice !== leftOut)

  const confirm = () => {
    if (new Set(taken).size < taken.length) {
      setRefused(true)
      return
    }
    onUpload(
      files.flatMap((file, index) => {
        const place = places.find((each) => placeKey(each) === choices[index])
        return place ? [{ file, place }] : []
      }),
    )
    onClose()
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={t('chooseHeading')} description={t('chooseBody')}>
        <div className="grid gap-4">
          {files.map((file, index) => (
            <Field
              key={`${file.name}-${file.size}`}
              label={`${file.name}, ${formatBytes(file.size, locale)}`}
            >
              {(control) => (
                <Select
                  {...control}
                  value={choices[index] ?? leftOut}
                  onValueChange={(value) => {
                    setRefused(false)
                    setChoices((all) => all.map((choice, at) => (at === index ? value : choice)))
                  }}
                  options={options}
                />
              )}
            </Field>
          ))}
          {refused ? <FormError>{t('samePlace')}</FormError> : null}
        </div>
        <div className="mt-6 flex justify-end gap-2 max-md:flex-col-reverse">
          <DialogClose asChild>
            <Button variant="text">{t('cancel')}</Button>
          </DialogClose>
          <Button variant="lamp" disabled={taken.length === 0} onClick={confirm}>
            {t('chooseConfirm')}
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  )
}

/** Guesses a place for each file; a place is guessed once. */
function guesses(files: File[], places: MediaPlace[]): string[] {
  const used = new Set<string>()
  return files.map((file) => {
    const place = guessPlace(
      file.name,
      places.filter((each) => !used.has(placeKey(each))),
    )
    if (!place) return leftOut
    used.add(placeKey(place))
    return placeKey(place)
  })
}
