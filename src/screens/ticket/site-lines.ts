import type {IbxLocation} from '../../domain/ticket-places.ts';
import type {Line} from '../../components/lines.ts';
import {section} from './section.ts';

/** Where the sites of a ticket are, as far as order history told it. */
export function siteLines(
  codes: readonly string[],
  sites: readonly IbxLocation[],
  width: number,
): readonly Line[] {
  return codes.flatMap((code) => {
    const site = sites.find((one) => one.code === code);
    if (site === undefined) return [];
    const {address, postalCode, city, state, country, metro, region, cages} = site;
    return section(
      `Site ${code}`,
      [
        ['Address', known([address, known([postalCode, city], ' '), state, country], ', ')],
        ['Metro', known([metro, region], ', ')],
        ['Cages', cages.join(', ')],
      ],
      width,
    );
  });
}

function known(parts: readonly (string | undefined)[], between: string): string {
  return parts.filter((part) => part !== undefined && part !== '').join(between);
}
