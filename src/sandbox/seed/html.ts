/** The pieces e-mails of a service desk are made of, with the clutter real ones have. */
const STYLE = `<style type="text/css">p{margin:0 0 8px;font-family:Arial}.ft{color:#888;font-size:10px}</style>`;

export function mail(...blocks: readonly string[]): string {
  return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">${STYLE}</head><body>${blocks.join('\n')}</body></html>`;
}

export function p(text: string): string {
  return `<p>${text}</p>`;
}

export function list(...items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}

export function steps(...items: readonly string[]): string {
  return `<ol>${items.map((item) => `<li>${item}</li>`).join('')}</ol>`;
}

export function table(head: readonly string[], ...rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[], tag: string): string =>
    row.map((cell) => `<${tag}>${cell}</${tag}>`).join('');
  const body = rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('');
  return `<table border="1" cellpadding="4"><thead><tr>${cells(head, 'th')}</tr></thead><tbody>${body}</tbody></table>`;
}

export function link(href: string, text: string): string {
  return `<a href="${href}" target="_blank">${text}</a>`;
}

/** An older message below an answer, as Outlook and Gmail both quote it. */
export function quoted(header: string, ...blocks: readonly string[]): string {
  return `<div class="gmail_quote">${header}<br><blockquote style="border-left:1px solid #ccc;padding-left:1ex">${blocks.join('')}</blockquote></div>`;
}

export function signature(name: string, role: string): string {
  return `<p>Kind regards,<br><b>${name}</b><br>${role}<br>Equinix</p><p class="ft">This message and any attachment are confidential. If you are not the addressee, please delete it.<img src="https://track.equinix.example/open.gif?id=8812" width="1" height="1"></p>`;
}
