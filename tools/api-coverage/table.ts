import {PAGE_DIFFERENCES} from './page-differences.ts';
import type {Coverage, FieldRow, OperationRows} from './coverage.ts';

const HEAD = `# What casedeck uses of the API

Generated from [openapi.yaml](../src/api/openapi.yaml) and the code by \`npm run generate\`: the functions that read or write a field, and the
screens and commands that use its value. A field or file without a place, and a place that is gone, fails
\`npm run check\` (\`tools/api-coverage/\`). A field is "left out" only if it repeats another one or has no use for tickets.

Unknown fields of a ticket, of its row in order history or of an e-mail are kept too: shown under More (for an e-mail:
below its headers), in \`--json\` as \`other\`, and by \`casedeck show --raw\` (\`--raw --order\`: the row).
`;

/** docs/api-coverage.md. */
export function coverageTable({operations, errors}: Coverage): string {
  return [
    HEAD,
    ...operations.map(operationText),
    '## Errors\n',
    'Every refusal becomes one error with words, the fields and the correlation id, whichever of these shapes it comes in.\n',
    fieldTable(errors),
    differencesText(),
  ].join('\n');
}

function differencesText(): string {
  const rows = PAGE_DIFFERENCES.map((row) => `| ${row.join(' | ')} |`);
  return [
    '## Where openapi.yaml differs from the published page',
    '',
    'Line by line: operations, fields, limits, values, required or not. What is not named here is the same on both sides.',
    '',
    '| where | the page | openapi.yaml | why |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function operationText({operation, where, parts}: OperationRows): string {
  const {id, method, path, summary} = operation;
  return [
    `## ${id}`,
    '',
    `${summary}. \`${method} ${path}\``,
    '',
    `Used by: ${where}.`,
    '',
    ...parts.map(({title, rows}) => `**${title}**\n\n${fieldTable(rows)}`),
  ].join('\n');
}

function fieldTable(rows: readonly FieldRow[]): string {
  const lines = rows.map(({path, code, where}) => {
    const names = code.map((place) => `\`${place.replace(/^src\/api\//, '')}\``).join(', ');
    return `| \`${path}\` | ${names} | ${where} |`;
  });
  return ['| field | in `src/api/` | where |', '|---|---|---|', ...lines, ''].join('\n');
}
