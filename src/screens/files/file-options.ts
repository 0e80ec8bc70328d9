import {span} from '../../components/lines.ts';
import type {FolderListing} from '../../files/list-folder.ts';
import {byteText} from '../../text/byte-text.ts';
import {toSafeLine} from '../../text/safe/to-safe-text.ts';
import {matchingOptions, type Option} from '../create/option.ts';

export type FileOption = Option & {readonly isFolder: boolean};

/** The folder that a typed path is in, as it was typed, and the beginning of a name behind it. */
export function splitPath(typed: string): {readonly folder: string; readonly name: string} {
  const text = typed.trimStart();
  if (text === '~') return {folder: '~/', name: ''};
  const at = text.lastIndexOf('/') + 1;
  return {folder: text.slice(0, at), name: text.slice(at)};
}

/** What a folder offers for a typed path: the folder above, folders and files; hidden ones only when asked for. */
export function fileOptions(typed: string, {entries, parent}: FolderListing): readonly FileOption[] {
  const {folder, name} = splitPath(typed);
  const shown = entries.filter((entry) => name.startsWith('.') || !entry.name.startsWith('.'));
  const options = shown.map(({name: own, isFolder, size}): FileOption => {
    const label = toSafeLine(own);
    return {
      value: `${folder}${own}${isFolder ? '/' : ''}`,
      isFolder,
      spans: [
        {text: isFolder ? `${label}/` : label},
        span(size === undefined ? '' : `  ${byteText(size)}`, 'dim'),
      ],
      search: label,
    };
  });
  const up: FileOption = {value: upOf(folder), isFolder: true, spans: [{text: '../'}], search: '..'};
  const matching = matchingOptions(name, options) as readonly FileOption[];
  return name === '' && parent !== undefined ? [up, ...matching] : matching;
}

function upOf(folder: string): string {
  return /^(?:\.\.\/)*$/.test(folder) || folder === '~/' || folder === './'
    ? `${folder}../`
    : folder.replace(/[^/]+\/+$/, '');
}

/** What the Tab key makes of a typed path: as much as all that begin with it have in common, else the chosen one. */
export function completePath(
  typed: string,
  options: readonly FileOption[],
  chosen: FileOption | undefined,
): string {
  const beginning = options.filter(({value}) => value.startsWith(typed));
  const [first = '', ...others] = beginning.map(({value}) => value);
  let common = first;
  for (const value of others) while (!value.startsWith(common)) common = common.slice(0, -1);
  return common.length > typed.length ? common : ((chosen ?? options[0])?.value ?? typed);
}
