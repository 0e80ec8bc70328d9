import {readFileSync} from 'node:fs';
import type {Setting, Table} from '../src/settings/setting-kinds.ts';
import {PROFILE, SETTINGS, VIEW} from '../src/settings/settings-table.ts';

/** Tables whose names the user chooses. */
const NAMED: Readonly<Record<string, Table>> = {profiles: PROFILE, views: VIEW};
const MARKED = /(<!-- settings (\S+) -->\n)[^]*?(<!-- end -->\n)/g;

/** docs/config.md with its tables of settings, from the table in src/settings; a new section gets a heading. */
export function generateConfigTables(root: URL): string {
  const text = withHeadings(readFileSync(new URL('docs/config.md', root), 'utf8'));
  return text.replaceAll(MARKED, (_all, begin: string, name: string, end: string) => {
    const rows = rowsOf(tableNamed(name)).map((cells) => `| ${cells.join(' | ')} |`);
    return `${begin}\n| key | value | default |\n|---|---|---|\n${rows.join('\n')}\n\n${end}`;
  });
}

/** The heading of a new section, with its place for a table, stands behind the section that comes before it in the settings. */
function withHeadings(present: string): string {
  let text = present;
  let before = '(top)';
  for (const [name, {kind, doc}] of Object.entries<Setting>(SETTINGS)) {
    if (kind.of !== 'table') continue;
    if (!text.includes(marker(name))) {
      const at = text.indexOf('\n## ', text.indexOf(marker(before))) + 1;
      const title = doc.charAt(0).toLowerCase() + doc.slice(1).replace(/\.$/, '');
      text = `${text.slice(0, at)}## \`[${name}]\`: ${title}\n\n${marker(name)}<!-- end -->\n\n${text.slice(at)}`;
    }
    before = name;
  }
  return text;
}

function marker(section: string): string {
  return `<!-- settings ${section} -->\n`;
}

function tableNamed(name: string): Table {
  if (name === '(top)')
    return Object.fromEntries(
      Object.entries<Setting>(SETTINGS).filter(([, {kind}]) => kind.of !== 'table' && kind.of !== 'names'),
    );
  const [top = ''] = name.split('.');
  const {kind} = (SETTINGS as Table)[top] ?? {};
  const table = kind?.of === 'table' ? kind.settings : NAMED[top];
  if (table === undefined)
    throw new Error(`docs/config.md asks for [${name}], which is no table of settings.`);
  return table;
}

function rowsOf(table: Table, prefix = ''): readonly (readonly string[])[] {
  return Object.entries(table).flatMap(([name, setting]) => {
    const {kind} = setting;
    if (kind.of === 'table') return rowsOf(kind.settings, `${prefix}${name}.`);
    const key = kind.of === 'names' ? `${prefix}${name}.NAME` : prefix + name;
    return [[`\`${key}\``, docOf(setting), defaultOf(setting)]];
  });
}

/** What it is, and what it can be where the words do not say so themselves. */
function docOf({kind, doc}: Setting): string {
  const item = kind.of === 'list' ? kind.item : kind;
  if (item.of !== 'choice' || doc.includes('`"')) return doc;
  return `${doc.replace(/\.$/, '')}: ${item.values.map((value) => `\`"${value}"\``).join(', ')}.`;
}

function defaultOf({kind, default: fallback, absent = ''}: Setting): string {
  if (fallback === undefined) return absent;
  return kind.of === 'list' ? 'all' : `\`${JSON.stringify(fallback)}\``;
}
