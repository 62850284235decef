/** Days pasted one per line or with commas, as 2027-01-01, 2027/1/1 or 2027年1月1日; what is none is told apart. */
export function readDays(text: string): { days: string[]; wrong: string[] } {
  const days: string[] = []
  const wrong: string[] = []
  for (const part of text.split(/[\s,，;；、]+/)) {
    if (part === '') continue
    const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(part)
    const day = found === null ? '' : `${found[1]}-${found[2]?.padStart(2, '0')}-${found[3]?.padStart(2, '0')}`
    const there =
      !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)
    if (day !== '' && there) days.push(day)
    else wrong.push(part)
  }
  return { days: [...new Set(days)].sort(), wrong }
}
