import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SavedViewBody } from '../../../api/boards.ts'
import { dropView, saveView, viewsQuery } from '../../../api/boards.ts'
import { Button } from '../../../kit/button/button.tsx'
import { Dialog } from '../../../kit/dialog/dialog.tsx'
import { Field } from '../../../kit/field/field.tsx'
import { TextInput } from '../../../kit/field/text-input.tsx'
import { ProblemNote } from '../../../kit/note/problem-note.tsx'
import { useText } from '../../../text/use-text.ts'
import type { BoardSearch } from '../search.ts'
import { readBoardSearch } from '../search.ts'

const page = 'boards'

/** Filters kept under a name, on every device of the reader. */
export function SavedViews({ search, onChoose }: { search: BoardSearch; onChoose: (search: BoardSearch) => void }) {
  const t = useText('runs')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon="star" onPress={() => setOpen(true)}>
        {t('saved.title')}
      </Button>
      <Dialog title={t('saved.title')} isOpen={open} onClose={() => setOpen(false)}>
        <Kept
          onChoose={(view) => {
            onChoose(readBoardSearch(view.search))
            setOpen(false)
          }}
        />
        <Keep search={search} />
      </Dialog>
    </>
  )
}

function Kept({ onChoose }: { onChoose: (view: SavedViewBody) => void }) {
  const t = useText('runs')
  const queryClient = useQueryClient()
  const views = useQuery(viewsQuery(page))
  const [problem, setProblem] = useState<unknown>(null)
  const drop = (id: string) =>
    dropView(id)
      .then(() => queryClient.invalidateQueries({ queryKey: ['views', page] }))
      .catch(setProblem)
  if (views.isError) return <ProblemNote problem={views.error} onRetry={() => void views.refetch()} />
  const items = views.data?.items ?? []
  if (items.length === 0) return <p>{t('saved.empty')}</p>
  return (
    <>
      <ul className="saved-views">
        {items.map((view) => (
          <li key={view.id}>
            <Button onPress={() => onChoose(view)}>{view.name}</Button>
            <Button
              tone="quiet"
              icon="cross"
              label={t('saved.drop', { name: view.name })}
              onPress={() => void drop(view.id)}
            />
          </li>
        ))}
      </ul>
      {problem !== null && <ProblemNote problem={problem} />}
    </>
  )
}

function Keep({ search }: { search: BoardSearch }) {
  const t = useText('runs')
  const queryClient = useQueryClient()
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<unknown>(null)
  const keep = () => {
    const texts = Object.fromEntries(Object.entries(search).map(([key, value]) => [key, String(value)]))
    return saveView(page, name.trim(), texts)
      .then(() => {
        setName('')
        return queryClient.invalidateQueries({ queryKey: ['views', page] })
      })
      .catch(setProblem)
  }
  const refusal =
    name.trim() === '' ? t('saved.nameMissing') : Object.keys(search).length === 0 ? t('saved.nothing') : null
  return (
    <form
      className="saved-new"
      onSubmit={(event) => {
        event.preventDefault()
        if (refusal === null) void keep()
      }}
    >
      <Field label={t('saved.name')} hint={t('saved.hint')}>
        <TextInput value={name} maxLength={60} onChange={setName} />
      </Field>
      <Button type="submit" tone="primary" refusal={refusal}>
        {t('saved.keep')}
      </Button>
      {problem !== null && <ProblemNote problem={problem} />}
    </form>
  )
}
