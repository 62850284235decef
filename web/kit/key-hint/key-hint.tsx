import './key-hint.css'

const apple = /Mac|iPhone|iPad/.test(navigator.platform)
const shown: Record<string, string> = {
  mod: apple ? '⌘' : 'Ctrl',
  shift: apple ? '⇧' : 'Shift',
  enter: '↵',
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
}

/** Keys as they are printed on the board: `mod+k`, or one after another: `g i`. Not shown where there is no board. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span className="key-hint" aria-hidden="true">
      {keys.split(' ').map((chord, at) => (
        <kbd key={at}>
          {chord
            .split('+')
            .map(keyName)
            .join(apple ? '' : '+')}
        </kbd>
      ))}
    </span>
  )
}

function keyName(key: string): string {
  return shown[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key)
}
