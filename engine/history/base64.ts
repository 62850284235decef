const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Bytes as base64 with padding (RFC 4648). */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(index, index + 3)
    const all = (a << 16) | (b << 8) | c
    const left = bytes.length - index
    text += signs[all >> 18]! + signs[(all >> 12) & 63]!
    text += (left > 1 ? signs[(all >> 6) & 63]! : '=') + (left > 2 ? signs[all & 63]! : '=')
  }
  return text
}

/** Bytes of a base64 text, or null when it is not exactly what `toBase64` gives for them. */
export function fromBase64(text: string): Uint8Array | null {
  const bytes: number[] = []
  const data = text.replace(/=+$/, '')
  let [bits, value] = [0, 0]
  for (const sign of data) {
    const six = signs.indexOf(sign)
    if (six < 0) return null
    value = ((value << 6) | six) & 0xff_ff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes.push((value >> bits) & 0xff)
  }
  const read = Uint8Array.from(bytes)
  return toBase64(read) === text ? read : null
}
