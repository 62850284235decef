/** Text that is safe between tags and inside attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** A table whose cells are HTML already. */
export function htmlTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = heads.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('')
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`
}

/** A section under a heading. */
export function htmlSection(title: string, content: string): string {
  return `<section><h2>${escapeHtml(title)}</h2>${content}</section>`
}

/** The look of a page that is read on a screen and printed on A4. */
export const printStyle = `
  @page { size: A4; margin: 15mm }
  body { font: 14px/1.5 "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #111; background: #fff }
  h1 { font-size: 1.6rem } h2 { font-size: 1.15rem; border-bottom: 2px solid #111; margin-top: 2rem }
  table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; border-bottom: 1px solid #ccc; padding: .3rem .5rem; overflow-wrap: anywhere }
  thead { display: table-header-group } tr, figure { break-inside: avoid }
  dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem } dt { color: #555 } dd { margin: 0 }
  .verdict { padding: .6rem 1rem; border: 2px solid #176b3a; font-weight: 600 } .verdict.bad { border-color: #a3141a; color: #a3141a }
  figure { display: inline-block; margin: .5rem; max-width: 18rem } figure img { max-width: 100%; max-height: 18rem; border: 1px solid #ccc } figcaption, code { font-size: .8rem; overflow-wrap: anywhere }
  @media print { body { margin: 0; max-width: none } }`
