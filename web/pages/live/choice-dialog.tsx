import { Button } from '../../kit/button/button.tsx'
import { Dialog } from '../../kit/dialog/dialog.tsx'

interface ChoiceDialogProps {
  title: string
  isOpen: boolean
  onClose: () => void
  choices: readonly string[]
  onChoose: (at: number) => void
}

/** A few large answers, one tap or the key of its number each. */
export function ChoiceDialog({ title, isOpen, onClose, choices, onChoose }: ChoiceDialogProps) {
  const choose = (at: number) => {
    onClose()
    onChoose(at)
  }
  const onKeyDown = ({ key }: React.KeyboardEvent) => {
    const at = Number(key) - 1
    if (choices[at] !== undefined) choose(at)
  }
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <div className="live-choices" role="group" aria-label={title} onKeyDown={onKeyDown}>
        {choices.map((choice, at) => (
          <Button key={choice} keys={String(at + 1)} onPress={() => choose(at)}>
            {choice}
          </Button>
        ))}
      </div>
    </Dialog>
  )
}
