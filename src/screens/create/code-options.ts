import type {TicketType} from '../../domain/ticket/ticket-places.ts';
import {FAMILIES, findCode, type CodeGroup, type TicketCode} from '../../domain/codes.ts';
import {span} from '../../components/lines.ts';
import {matchingOptions, type Option} from './option.ts';

const GROUPS: Readonly<Record<CodeGroup, string>> = {
  trouble: 'fault at a site',
  digital: 'digital product',
  support: 'support case',
  account: 'account, order or contract',
  other: 'anything else',
};

/** The user's own names, by code. */
export type CodeNames = Readonly<Record<string, string>>;

/** Every code of the page: those with a text first, then the others by family, as bare codes. */
export function codeOptions(names: CodeNames, types: readonly TicketType[] = []): readonly Option[] {
  const all = FAMILIES.flatMap(({group, family, codes}) =>
    codes.map((code) => ({
      code,
      group,
      family,
      isNamed: names[code.code] !== undefined || code.text !== undefined,
    })),
  );
  return [...all.filter(({isNamed}) => isNamed), ...all.filter(({isNamed}) => !isNamed)].map(
    ({code, group, family}) => {
      const words = codeText(code.code, names);
      const more =
        moreText(code, types) ?? (code.text === undefined ? `family ${family}, ${GROUPS[group]}` : undefined);
      return {
        value: code.code,
        spans: [
          {text: words},
          span(words === code.code ? '' : `  ${code.code}`, 'dim'),
          span(more === undefined ? '' : `  ${more}`, 'dim'),
        ],
        search: `${words === code.code ? '' : words} ${more ?? ''}`,
      };
    },
  );
}

/** What fits: digits are the beginning of a code, or of its second half, and nothing else. */
export function matchingCodes(typed: string, options: readonly Option[]): readonly Option[] {
  const text = typed.trim();
  if (!/^[\d-]+$/.test(text)) return matchingOptions(text, options);
  const digits = text.replaceAll('-', '');
  return options.filter(
    ({value}) => value.replace('-', '').startsWith(digits) || value.slice(5).startsWith(text),
  );
}

/** What a code is called: by the user, else by the vendor, else the code itself. */
export function codeText(code: string, names: CodeNames): string {
  const own = names[code];
  const known = findCode(code);
  if (own !== undefined) return known?.category === undefined ? own : `${known.category} / ${own}`;
  return known?.text === undefined || known.category === undefined
    ? code
    : `${known.category} / ${known.text}`;
}

/** What the service itself says of a problem of this name: how severe it is, and its kinds. */
function moreText({category, text}: TicketCode, types: readonly TicketType[]): string | undefined {
  if (category === undefined || text === undefined) return undefined;
  const found = types.find(
    (type) => plain(type.category) === plain(category) && plain(type.description) === plain(text),
  );
  if (found === undefined) return undefined;
  const kinds = found.subCategories.length === 0 ? undefined : found.subCategories.join(', ').toLowerCase();
  const parts = [
    found.severity === undefined ? undefined : `${found.severity.toLowerCase()} severity`,
    kinds,
  ];
  const words = parts.filter((part) => part !== undefined).join(': ');
  const where = found.ibxs.length === 0 ? '' : `at ${found.ibxs.length} sites`;
  // The older API's own code: people who write to Equinix by other ways know the problem by it.
  return [words, found.code, where].filter((part) => part !== '').join(', ');
}

function plain(text: string | undefined): string | undefined {
  return text
    ?.toLowerCase()
    .replaceAll(/[^a-z]+/g, ' ')
    .trim();
}
