import type {AssetPage, CallOptions} from '../../api/api.ts';
import {
  assetLabel,
  assetText,
  exactFirst,
  fittingAssets,
  isNumberOf,
  type Asset,
} from '../../domain/assets/asset.ts';
import {assetFilling, withLine, type FilledField} from '../../domain/assets/asset-filling.ts';
import {withWhyOff} from '../../domain/why-off.ts';
import type {NewTicketForm} from '../../domain/new-ticket/new-ticket-form.ts';
import {AppError, describeError} from '../../errors.ts';
import {findAssets, keptAssets, readAsset} from '../../state/kept-assets.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import type {WriteContext} from './write-context.ts';

/** What its options call the fields that an asset fills. */
const OPTIONS: Readonly<Record<FilledField, string>> = {
  primaryId: '--primary-id',
  secondaryId: '--secondary-id',
};

/**
 * The new ticket with where the asset of this number is, and says what it filled in; what is given otherwise stays.
 * Throws an AppError where no asset, or more than one, has the number.
 */
export async function withAsset(
  context: WriteContext,
  form: NewTicketForm,
  number: string,
): Promise<NewTicketForm> {
  const {io} = context;
  const asset = await assetOf(context, number);
  const {fields, line} = assetFilling(form.code ?? '', asset);
  const taken: Partial<Record<FilledField, string>> = {};
  const said: string[] = [];
  for (const [name, value] of Object.entries(fields) as (readonly [FilledField, string])[]) {
    const given = form[name]?.trim() ?? '';
    if (given !== '' && given !== value)
      io.err(`casedeck: warning: ${OPTIONS[name]} stays ${toSafeLine(given)}; Assets says ${value}.\n`);
    else {
      taken[name] = value;
      said.push(`${OPTIONS[name]} ${value}`);
    }
  }
  const before = form.description ?? '';
  const description = withLine(before, line);
  if (description !== before) said.push('the last line of the description');
  io.note(`casedeck: ${assetLabel(asset)}: ${assetText(asset)}. From Assets: ${said.join(', ')}.\n`);
  return {...form, ...taken, description};
}

async function assetOf({services, io, interrupted: signal}: WriteContext, number: string): Promise<Asset> {
  const wanted = number.trim();
  const options: CallOptions = {signal, tries: 2};
  const kept = fittingAssets(wanted, keptAssets(services.store));
  let found: AssetPage;
  try {
    found = await findAssets(services, wanted, options);
  } catch (error) {
    const known = kept.find((asset) => isNumberOf(wanted, asset));
    if (known === undefined) throw withWhyOff('assets', error);
    io.err(
      `casedeck: warning: Assets cannot be asked now: ${describeError(error).title} It is as it was found before.\n`,
    );
    return known;
  }
  const asset = oneOf(wanted, found);
  if (!isNumberOf(wanted, asset))
    io.err(
      `casedeck: warning: ${toSafeLine(wanted)} is neither its serial nor its asset number; it is what the service found for it.\n`,
    );
  try {
    return await readAsset(services, asset, options);
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'cancelled') throw error;
    io.err(`casedeck: warning: its cabinet is not known: ${describeError(error).title}\n`);
    return asset;
  }
}

/** The one that has exactly this number, or that alone was found. */
function oneOf(number: string, {assets: found, total}: AssetPage): Asset {
  const exact = found.filter((asset) => isNumberOf(number, asset));
  const [asset, another] = exact.length > 0 ? exact : found;
  const shown = toSafeLine(number);
  if (asset === undefined)
    throw new AppError('not-found', `No asset has the number ${shown}.`, {
      hint: 'Nothing was sent. Give --primary-id instead of --asset.',
    });
  if (another === undefined) return asset;
  const some = exactFirst(number, found)
    .slice(0, 5)
    .map((one) => assetLabel(one));
  throw new AppError(
    'input',
    `${total} assets have ${shown} in a number of theirs: ${some.join(', ')}${total > some.length ? ' and others' : ''}.`,
    {
      hint: 'Nothing was sent. Give the whole number.',
    },
  );
}
