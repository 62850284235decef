import { useQuery } from '@tanstack/react-query'
import { useContext } from 'react'
import { storePeopleQuery } from '../api/store-people.ts'
import type { StorePerson } from '../api/store-people.ts'
import { Select } from '../kit/field/select.tsx'
import { TextInput } from '../kit/field/text-input.tsx'
import { useText } from '../text/use-text.ts'
import { FormStore } from './form-store.ts'

export interface PersonInputProps {
  /** A person's id, or the name of somebody who is not of the store. */
  value: string
  onChange: (value: string | null) => void
  label?: string
}

/** Somebody of the store; typed by name where the store's people are not known. */
export function PersonInput({ value, onChange, label }: PersonInputProps) {
  const t = useText('forms')
  const people = useStorePeople()
  const named = label === undefined ? {} : { label }
  if (people.length === 0)
    return (
      <TextInput
        value={value}
        autoComplete="off"
        onChange={(typed) => onChange(typed === '' ? null : typed)}
        {...named}
      />
    )
  const known = value === '' || people.some(({ personId }) => personId === value)
  const choices = people.map(({ personId, name }) => ({ value: personId, label: name }))
  return (
    <Select
      value={value}
      placeholder={t('choosePerson')}
      choices={known ? choices : [...choices, { value, label: value }]}
      onChange={onChange}
      {...named}
    />
  )
}

/** A person's name; what is written when it is nobody of the store. */
export function ShownPerson({ value }: { value: string }) {
  const people = useStorePeople()
  return <>{people.find(({ personId }) => personId === value)?.name ?? value}</>
}

function useStorePeople(): readonly StorePerson[] {
  const storeId = useContext(FormStore)
  const people = useQuery({ ...storePeopleQuery(storeId ?? ''), enabled: storeId !== null })
  return people.data?.items ?? []
}
